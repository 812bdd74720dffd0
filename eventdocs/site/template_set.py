"""The templates, labels and assets that a site is rendered with, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eventdocs.model.labels import Labels
from eventdocs.site.routes import asset_path

_STYLE = "site.css"


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

    def asset_paths(self) -> dict[str, str]:
        """Return the output paths of the assets by name."""
        return {name: asset_path(name, data) for name, data in sorted(self.assets.items())}
