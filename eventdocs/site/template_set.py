"""The templates, labels and assets that a site is rendered with, as values."""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from eventdocs.model.labels import Labels
from eventdocs.site.routes import asset_path

_STYLE = "site.css"
_CSS_URL = re.compile(rb"""(url\(\s*["']?|@import\s*["'])([^"'()\s?#]+)""")


class TemplateSet(NamedTuple):
    """Page templates by name, built-in labels by locale, and assets by name."""

    pages: Mapping[str, str]
    labels: Mapping[str, Labels]
    assets: Mapping[str, bytes]

    def with_labels(self, labels: Mapping[str, Labels]) -> "TemplateSet":
        """Return a copy with additional labels."""
        return self._replace(labels={**self.labels, **labels})

    def with_colors(self, colors: Mapping[str, Sequence[str]]) -> "TemplateSet":
        """Return a copy whose style sheet has other colors, each one, or one for light and one for dark."""
        if not colors:
            return self
        values = {
            role: f"light-dark({', '.join(pair)})" if pair[1:] else pair[0] for role, pair in colors.items()
        }
        lines = [":root {", *(f"  --{role}: {value};" for role, value in sorted(values.items())), "}", ""]
        return self._replace(assets={**self.assets, _STYLE: self.assets[_STYLE] + "\n".join(lines).encode()})

    def with_asset_urls(self) -> "TemplateSet":
        """Return a copy whose style sheets load fonts, images and each other under their published names."""
        published = {
            name: asset_path(name, data) for name, data in self.assets.items() if not name.endswith(".css")
        }
        styles: dict[str, bytes] = {}

        def publish(name: str) -> str | None:
            """Return the output path of a style sheet, after those that it loads; None in a circle."""
            if name not in styles:
                styles[name] = self.assets[name]
                styles[name] = _with_urls(styles[name], name, path_of)
                published[name] = asset_path(name, styles[name])
            return published.get(name)

        def path_of(name: str) -> str | None:
            return publish(name) if name in self.assets and name.endswith(".css") else published.get(name)

        for name in self.assets:
            path_of(name)
        return self._replace(assets={**self.assets, **styles})

    def asset_paths(self) -> dict[str, str]:
        """Return the output paths of the assets by name."""
        return {name: asset_path(name, data) for name, data in sorted(self.assets.items())}


def _with_urls(style: bytes, name: str, path_of: Callable[[str], str | None]) -> bytes:
    """Return a style sheet in which the URLs of assets, relative to it, are those of their output paths."""
    folder = posixpath.dirname(name)

    def replaced(match: re.Match[bytes]) -> bytes:
        url = match[2].decode(errors="replace")
        path = path_of(posixpath.normpath(posixpath.join(folder, url)))
        if path is None:
            return match[0]
        return match[1] + posixpath.join(posixpath.dirname(url), posixpath.basename(path)).encode()

    return _CSS_URL.sub(replaced, style)
