"""Tests of eventdocs.publishing."""
