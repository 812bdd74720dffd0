"""Tests of eventdocs.store.targets."""
