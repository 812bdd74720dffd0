"""Translations as values: how they stand, what is accepted, and how two people's work comes together."""
