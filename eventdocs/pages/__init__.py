"""From an event and a locale to the text of a page: a resolved view, then a template."""
