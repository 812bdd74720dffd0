"""Measurements, each comparing what it measures in one run; nothing here is a test."""
