"""Reports: one list of diagnostics, written for people, editors, CI systems and tools."""
