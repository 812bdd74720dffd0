"""Tests of eventdocs.site."""
