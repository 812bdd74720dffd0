"""Where the program's own files are."""

from pathlib import Path

TEMPLATES = "templates"


def default_templates() -> Path:
    """Folder of the default templates: inside the installed package, or the repository's own."""
    package = Path(__file__).parent.parent
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent / TEMPLATES
