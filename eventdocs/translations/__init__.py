"""Translations: their status, acceptance, export, merge and memory, as functions without effects."""
