"""The templates, labels and assets that a site is rendered with, as values."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eventdocs.model.labels import Labels
from eventdocs.site.routes import asset_path

_STYLE = "site.css"
_CSS_URL = re.compile(rb"""(url\(\s*["']?)([^"'()\s?#]+)""")


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """Page templates by name, built-in labels by locale, and assets by name."""

    pages: Mapping[str, str]
    labels: Mapping[str, Labels]
    assets: Mapping[str, bytes]

    def with_labels(self, labels: Mapping[str, Labels]) -> "TemplateSet":
        """Return a copy with additional labels."""
        return replace(self, labels={**self.labels, **labels})

    def with_colors(self, colors: Mapping[str, Sequence[str]]) -> "TemplateSet":
        """Return a copy whose style sheet has other colors, each one, or one for light and one for dark."""
        if not colors:
            return self
        values = {
            role: f"light-dark({', '.join(pair)})" if pair[1:] else pair[0] for role, pair in colors.items()
        }
        lines = [":root {", *(f"  --{role}: {value};" for role, value in sorted(values.items())), "}", ""]
        return replace(self, assets={**self.assets, _STYLE: self.assets[_STYLE] + "\n".join(lines).encode()})

    def with_asset_urls(self) -> "TemplateSet":
        """Return a copy whose style sheets load fonts and images under their published names."""
        published = {
            name: asset_path(name, data) for name, data in self.assets.items() if not name.endswith(".css")
        }
        styles = {
            name: _with_urls(data, name, published)
            for name, data in self.assets.items()
            if name.endswith(".css") and b"url(" in data
        }
        return replace(self, assets={**self.assets, **styles}) if styles else self

    def asset_paths(self) -> dict[str, str]:
        """Return the output paths of the assets by name."""
        return {name: asset_path(name, data) for name, data in sorted(self.assets.items())}


def _with_urls(style: bytes, name: str, published: Mapping[str, str]) -> bytes:
    """Return a style sheet in which the URLs of assets, relative to it, are those of their output paths."""
    folder = posixpath.dirname(name)

    def replaced(match: re.Match[bytes]) -> bytes:
        url = match[2].decode(errors="replace")
        path = published.get(posixpath.normpath(posixpath.join(folder, url)))
        if path is None:
            return match[0]
        return match[1] + posixpath.join(posixpath.dirname(url), posixpath.basename(path)).encode()

    return _CSS_URL.sub(replaced, style)
