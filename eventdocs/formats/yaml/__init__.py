"""Catalog files: YAML in which every scalar is text, read with positions, written and edited as people do.

Only this package imports PyYAML. Dangerous or surprising features of YAML (anchors, aliases, merge keys,
tags, typed scalars, duplicate keys) are errors or switched off.
"""
