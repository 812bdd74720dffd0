"""The version of eventdocs."""

__version__ = "0.1.0"
