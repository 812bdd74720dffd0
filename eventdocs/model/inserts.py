"""Inserts: the placeholders that software fills in when it prints a message."""

import re

# FormatMessage: %1, %1!s!, %n and other escapes, %%; then {0}, {name} and {0:x8} of .NET, Python and Rust.
INSERT = re.compile(r"%\d{1,2}(?:![^!\s]{1,16}!)?|%[nrt0b.!%]|\{(?:\d+|[A-Za-z_]\w*)(?:[,:][^{}\s]*)?\}")
