"""Catalog files: YAML in which every scalar is text, read with places, written and edited as people do.

The one door to PyYAML. What makes YAML dangerous or surprising (anchors, aliases, merge keys, tags,
typed scalars, duplicate keys) is refused or switched off.
"""
