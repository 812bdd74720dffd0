"""Benchmarks. Each compares all sides in one run; none of them is a test."""
