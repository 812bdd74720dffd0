"""HTTP headers of a site's files: the content type and how long a file may be cached."""

import re

_TEXT = "; charset=utf-8"
_TYPES = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "md": f"text/markdown{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "json": "application/json",
    "map": "application/json",
    "ndjson": "application/x-ndjson",
    "webmanifest": "application/manifest+json",
    "xml": f"application/xml{_TEXT}",
    "pdf": "application/pdf",
    "svg": f"image/svg+xml{_TEXT}",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_NAMED_BY_CONTENT = re.compile(r"assets/(?:.*/)?[^/]+\.[0-9a-f]{8,}\.[a-z0-9]+")
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def content_type(path: str) -> str:
    """Return the content type of a path; `application/octet-stream` if its ending is unknown."""
    name = path.rpartition("/")[2]
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def cache_control(path: str) -> str:
    """Return the caching rule of a path: forever if its name has a digest; revalidated before use if not."""
    return IMMUTABLE if _NAMED_BY_CONTENT.fullmatch(path) else REVALIDATE
