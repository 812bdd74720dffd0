"""The templates, labels and assets that a site is rendered with, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from eventdocs.model.labels import Labels
from eventdocs.site.routes import asset_path


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """Page templates by name, built-in labels by locale, and assets by name."""

    pages: Mapping[str, str]
    labels: Mapping[str, Labels]
    assets: Mapping[str, bytes]

    def with_labels(self, labels: Mapping[str, Labels]) -> "TemplateSet":
        """Return a copy with additional labels."""
        return replace(self, labels={**self.labels, **labels})

    def asset_paths(self) -> dict[str, str]:
        """Return the output paths of the assets by name."""
        return {name: asset_path(name, data) for name, data in sorted(self.assets.items())}
