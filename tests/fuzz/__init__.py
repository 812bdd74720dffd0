"""Fuzzing of everything that eventdocs reads, with a reader for each file format and one oracle."""
