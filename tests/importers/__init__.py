"""Tests of eventdocs.importers."""
