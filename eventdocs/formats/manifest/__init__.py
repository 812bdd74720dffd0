"""Instrumentation manifests (`.man`): XML that declares providers, their events and texts."""

from eventdocs.formats.manifest.read import read

__all__ = ["read"]
