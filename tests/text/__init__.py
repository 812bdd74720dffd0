"""Tests of eventdocs.text."""
