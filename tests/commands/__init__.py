"""Tests of eventdocs.commands."""
