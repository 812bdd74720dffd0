"""Importers: catalogs from pages, manifests and records. Each import reads its result back to verify it."""
