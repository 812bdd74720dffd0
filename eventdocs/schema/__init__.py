"""The schema of catalog files: the table of their fields, and what derives from it.

`fields` declares the fields. `validate` checks a file against them and `load` turns its tree into the model.
`json_schema` describes them to other tools, and `diff` compares two catalogs.
"""
