"""Messages as XLIFF 2.1 and 1.2.

Inserts and code are inline elements that a translator's tool moves and does not edit. What we need back is in
notes of our own: the hash of the translation that the file was made from, and the strings that share a text.
"""

V2 = "urn:oasis:names:tc:xliff:document:2.0"
V1 = "urn:oasis:names:tc:xliff:document:1.2"
OURS = "eventdocs-"
