"""The inputs that the pages of all events depend on, and their digests: settings, labels and templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from eventdocs.building.cache import InputFile
from eventdocs.building.codec import digest_of
from eventdocs.building.shown_labels import LabelDigests, all_labels
from eventdocs.building.up_to_date import DEFAULTS_ROOT
from eventdocs.formats.ledger import FOLDER as LEDGERS
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.group import is_group_file
from eventdocs.model.labels import LabelKey
from eventdocs.site.template_references import templates_of_events, used_templates
from eventdocs.store.catalog_files import read_catalog_file
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.store.package_data import TEMPLATES, default_templates
from eventdocs.store.templates import TEMPLATE_ENDINGS


@dataclass
class SharedInputs:
    """The inputs of a build that are not files of events.

    `files` are these inputs by name, those of the default templates with a leading `/`. `settings` is what
    those of the catalog say.
    """

    folder: Path
    files: Mapping[str, InputFile]
    settings: CatalogSettings

    @cached_property
    def settings_digest(self) -> bytes:
        """The digest of everything that all pages depend on."""
        digests = [(name, file.digest) for name, file in sorted(self._page_files())]
        return sha256(repr(digests).encode()).digest()

    def page_settings_digest(self, template: str = "") -> bytes:
        """Return the digest of the settings and templates that a page from a template depends on.

        It lacks the labels, the settings of rules, and the templates that the page does not use.
        """
        known = self._page_settings.get(template)
        if known is None:
            names = (template,) if template else ()
            used = used_templates(names, self._template_texts)
            known = self._page_settings[template] = digest_of(self._settings_with(used))
        return known

    @cached_property
    def _page_settings(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def labels_digest(self) -> bytes:
        """The digest of all labels."""
        return digest_of(all_labels(self.settings.labels))

    def event_settings_digest(self, labels: tuple[LabelKey, ...]) -> bytes:
        """Return the digest of the settings, templates and labels that the pages of any event depend on.

        It lacks the settings of rules, and the templates of other pages.
        """
        settings = self._settings_with(templates_of_events(self._template_texts))
        return digest_of((*settings, LabelDigests(self.settings.labels).digest(labels)))

    def _settings_with(self, templates: frozenset[str]) -> tuple[object, object]:
        """Return the settings that pages which use some templates depend on, as plain values."""
        others = {name for names in self._templates.values() for name in names} - {
            name for template in templates for name in self._templates.get(template, ())
        }
        digests = [
            (name, file.digest)
            for name, file in sorted(self._page_files())
            if name != CATALOG_FILE and not name.startswith("labels/") and name not in others
        ]
        values = self.settings.trees["catalog"].value
        assert isinstance(values, dict)
        return digests, {key: value for key, value in values.items() if key != "rules"}

    @cached_property
    def _templates(self) -> dict[str, list[str]]:
        """The inputs that are templates, by name: the built-in one, the catalog's own, or both."""
        found: dict[str, list[str]] = {}
        for name in filter(is_template, self.files):
            template = name.removeprefix(DEFAULTS_ROOT).removeprefix(f"{TEMPLATES}/")
            if template.endswith(TEMPLATE_ENDINGS):
                found.setdefault(template, []).append(name)
        return found

    @cached_property
    def _template_texts(self) -> dict[str, list[str]]:
        """The texts of the templates by name."""
        return {
            template: [read_input(self.folder, name).decode("utf-8", "replace") for name in names]
            for template, names in self._templates.items()
        }

    @cached_property
    def templates_digest(self) -> bytes:
        """The digest of all templates, assets and built-in labels."""
        digests = [(name, file.digest) for name, file in sorted(self.files.items()) if is_template(name)]
        return sha256(repr(digests).encode()).digest()

    def _page_files(self) -> Iterator[tuple[str, InputFile]]:
        """Yield the files that all pages depend on; of ledgers, pages depend on which there are."""
        for name, file in self.files.items():
            if not is_glossary(name) and not is_group_file(name):
                yield name, file._replace(digest=b"") if is_ledger(name) else file

    def group_digests(self, ledgers: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the digest of what pages show of each group, by folder.

        `ledgers` are the digests of ledger records by the key of their event or group.
        """
        return {
            folder: sha256(self.files[group.file].digest + ledgers.get(group.key, b"")).digest()
            for folder, group in self.settings.groups.items()
        }


def read_input(catalog: Path, name: str) -> bytes:
    """Return the content of an input; the name of a default template has a leading `/`."""
    if name.startswith(DEFAULTS_ROOT):
        return read_bytes(default_templates() / name.removeprefix(DEFAULTS_ROOT), None)
    return read_catalog_file(catalog, name)


def is_event(name: str) -> bool:
    """Return whether an input is the file of an event."""
    return name.startswith("events/") and not is_group_file(name)


def is_template(name: str) -> bool:
    """Return whether an input is a template, an asset or a file of built-in labels."""
    return name.startswith((DEFAULTS_ROOT, f"{TEMPLATES}/"))


def is_setting(name: str) -> bool:
    """Return whether an input is a file of the catalog that is neither an event's nor a template."""
    return not is_event(name) and not is_template(name)


def is_ledger(name: str) -> bool:
    """Return whether an input is a ledger; an event's pages show only the event's own records."""
    return name.startswith(f"{LEDGERS}/")


def is_glossary(name: str) -> bool:
    """Return whether an input is the glossary, which no page shows."""
    return name == "glossary.yaml"
