"""Tests of eventdocs.formats.xliff."""
