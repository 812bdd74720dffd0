"""The site: routes, page views and templates, from events to the text of pages."""
