"""Fuzzing of everything that eventdocs reads: one reader per file format, one oracle for all of them."""
