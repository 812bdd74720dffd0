"""Bilingual reference pages for a product's events, from one YAML catalog."""

__version__ = "0.1.0"
