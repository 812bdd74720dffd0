"""The schema of catalog files: the table of their fields, and everything derived from it.

`fields` declares the fields. `validate` checks a file against them, `load` turns its tree into the model, and
`dump` turns an event's facts back into plain values. `json_schema` describes the fields to other tools, and
`diff` compares two catalogs.
"""
