"""Findings to text, one module for each format; strangers to each other."""
