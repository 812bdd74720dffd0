"""Translation units as XLIFF 2.1 and 1.2.

Placeholders and code are inline elements that a translator's tool can move but not edit. Our own notes
hold what an import needs: the hash of the exported translation, and the keys of the strings that share it.
"""

V2 = "urn:oasis:names:tc:xliff:document:2.0"
V1 = "urn:oasis:names:tc:xliff:document:1.2"
SIZE = "urn:oasis:names:tc:xliff:sizerestriction:2.0"  # a module of XLIFF 2
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"  # another module
OURS = "eventdocs-"
CHARACTER = f"x-{OURS}U+"  # the `ctype` of a control character in XLIFF 1.2, before its code
