"""File formats: bytes to values and back, one module or package for each. They do not import each other."""
