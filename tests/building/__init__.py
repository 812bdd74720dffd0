"""Tests of eventdocs.building."""
