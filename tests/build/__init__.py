"""Tests of eventdocs.build."""
