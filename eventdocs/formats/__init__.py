"""Bytes to model and back, one module or package for each format; strangers to each other."""
