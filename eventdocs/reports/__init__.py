"""Report formats: functions that turn diagnostics, coverage or differences into text."""
