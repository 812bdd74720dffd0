"""Importers: from foreign sources to a catalog, each proven by reading the result back."""
