"""Each extension has its content type. Only files with a hash in their name are cached without revalidation."""

import pytest

from eventdocs.publishing.http_headers import IMMUTABLE, REVALIDATE, cache_control, content_type


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.0123456789ab.css", "text/css; charset=utf-8"),
        ("pt-BR/search.js", "text/javascript; charset=utf-8"),
        ("pt-BR/4031-x.json", "application/json"),
        ("events.ndjson", "application/x-ndjson"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("pt-BR/4031-x.md", "text/markdown; charset=utf-8"),
        ("robots.TXT", "text/plain; charset=utf-8"),
        (".nojekyll", "application/octet-stream"),
        ("v1.html/CNAME", "application/octet-stream"),
    ],
)
def test_every_ending_has_its_content_type(path: str, type_: str) -> None:
    assert content_type(path) == type_


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("assets/site.0123456789ab.css", IMMUTABLE),
        ("assets/fonts/noto.0123456789ab.woff2", IMMUTABLE),
        ("assets/site.css", REVALIDATE),
        ("assets/site.min.css", REVALIDATE),
        ("assets/site.deadbeef", REVALIDATE),
        ("en/site.0123456789ab.css", REVALIDATE),
        ("index.html", REVALIDATE),
    ],
)
def test_only_assets_with_a_hash_in_their_name_are_immutable(path: str, cache: str) -> None:
    assert cache_control(path) == cache
