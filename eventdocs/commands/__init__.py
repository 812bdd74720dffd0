"""The commands as functions, one module each, without the command line."""
