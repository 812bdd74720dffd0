"""Text analysis that knows nothing about events: locales, identifiers, placeholders, escaping."""
