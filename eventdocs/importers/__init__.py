"""Importers: catalogs from foreign sources; each import is proven by rendering the sources again."""
