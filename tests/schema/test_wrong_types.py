"""Every key of every catalog file may have any value or none: commands report it and do not crash."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from eventdocs.building.api import build
from eventdocs.commands.check import all_diagnostics, check_catalog
from eventdocs.commands.diff import diff_catalog
from eventdocs.commands.explain import explain_event
from eventdocs.commands.preview_build import build_site
from eventdocs.commands.serve import PreviewSession
from eventdocs.commands.status import status
from eventdocs.importers.import_pages import import_learn
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.labels import Labels
from eventdocs.schema.diff import diff_catalogs
from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
from eventdocs.schema.types import (
    ByLocaleType,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    TextOrRecordType,
    TextType,
)
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.routes import References
from eventdocs.store.catalog import LoadedCatalog, parse_catalog
from eventdocs.store.templates import load_templates
from eventdocs.translations.status import coverage
from tests.conftest import Write, sample

Plain: TypeAlias = Any  # like a YAML file with text, lists and mappings
Step: TypeAlias = str | int

FILES: dict[str, tuple[RecordType, Plain]] = {
    "catalog.yaml": (
        CATALOG,
        {
            "source_locale": "en-US",
            "locales": ["en-US", "pt-BR"],
            "title": {"en-US": "Events"},
            "fallbacks": {"pt-BR": ["en-US"]},
            "default_provider": "store",
            "providers": {
                "store": {
                    "name": "Store",
                    "guid": "x",
                    "symbol": "STORE",
                    "source": ["store.man"],
                    "ids": "code",
                    "documented": {"ids": ["1-9"], "channels": ["analytic"], "keywords": ["Io"]},
                    "channels": {
                        "analytic": "Store/Analytic",
                        "debug": {"name": "Store/Debug", "type": "Debug"},
                    },
                    "keywords": {"Io": {"mask": "0x1"}},
                    "tasks": {"Copy": {"value": "1"}},
                    "opcodes": {"Stop": {"value": "2"}, "Go": {"values": {"Copy": "3"}}},
                    "maps": {"Mode": {"kind": "bits", "entries": {"0x1": {"name": "Fast"}}}},
                }
            },
            "channels": {"admin": "Store/Admin"},
            "site": {"base_url": "https://a.example", "edit_url": "https://a.example/{path}"},
            "xref": "https://a.example/{uid}",
            "rules": [{"rule": "ED532", "severity": "off", "locales": ["pt-BR"], "paths": ["events/*"]}],
        },
    ),
    "events/7.yaml": (
        EVENT,
        {
            "id": "7",
            "name": "DiskFull",
            "provider": "store",
            "version": "0",
            "level": "error",
            "channel": "analytic",
            "keywords": ["Storage"],
            "task": "Write",
            "opcode": "Start",
            "parameters": [
                {
                    "name": "disk",
                    "type": "xs:string",
                    "stored": "x",
                    "length": "1",
                    "count": "1",
                    "map": "Mode",
                },
                {"name": "size", "members": [{"name": "used", "type": "win:UInt64"}]},
            ],
            "since": "1",
            "deprecated": "2",
            "see_also": ["7"],
            "examples": ["Disk C is full."],
            "metadata": {"author": "a"},
            "layout": {"blank_after_heading": "yes", "note_indent": "2"},
            "strings": {
                "en-US": {
                    "prefix": "0123a",
                    "message": "Disk %1 is full.",
                    "description": ["The disk is full.", "Free it."],
                    "steps": ["Free the disk."],
                    "parameters": {"disk": {"label": "disk", "type": "text", "description": "The disk."}},
                    "labels": {"headings": {"cause": "Why"}, "keywords": {"Storage": "Storage"}},
                    "metadata": {"author": "a"},
                    "about": {"message": {"comment": "c", "context": "d", "allow": {"ED204": "a quotation"}}},
                },
                "pt-BR": {"message": "O disco %1 está cheio."},
            },
        },
    ),
    "labels/pt-BR.yaml": (
        LABELS_FILE,
        {"headings": {"cause": "Causa"}, "separators": {"list": ", "}, "keywords": {"Storage": "Storage"}},
    ),
    "pages/pt-BR.yaml": (
        PROFILE,
        {
            "front_matter": "title: {title}\n",
            "line_ends": "lf",
            "quote_style": "double",
            "quote_non_ascii": "no",
            "blank_after_heading": "yes",
            "note_indent": "2",
        },
    ),
    "glossary.yaml": (
        GLOSSARY,
        {
            "terms": [
                {
                    "term": "disk",
                    "forms": ["disks"],
                    "keep": "no",
                    "locales": {"pt-BR": {"use": ["disco"], "avoid": ["disquete"]}},
                }
            ]
        },
    ),
}
ABSENT = object()
VALUES: dict[str, object] = {
    "absent": ABSENT,
    "null": None,
    "empty": "",
    "text": "xyzzy",
    "digits": "9" * 5_000,
    "list": ["a"],
    "empty list": [],
    "nested list": [["a"], {"b": "c"}],
    "map": {"a": "b"},
    "empty map": {},
    "nested map": {"²": {"a": {"b": ["c"]}}, "1": ["a"]},
}


def _places(expected: FieldType, value: Plain, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Yield the path of each key and item of a file, but of only one label of each context."""
    if path:
        yield path
    if isinstance(expected, RecordType):
        yield from chain.from_iterable(
            _places(field.type, value.get(field.name, {}), (*path, field.name))
            for field in expected.fields
            if field.name in value or expected not in LABEL_RECORDS
        )
    elif isinstance(expected, MapType) and isinstance(value, dict):
        for key, item in value.items():
            yield from _places(expected.value, item, (*path, key))
    elif isinstance(expected, ListType) and isinstance(value, list):
        for at, item in enumerate(value):
            yield from _places(expected.item, item, (*path, at))


def _replaced(value: Plain, path: tuple[Step, ...], new: object) -> Plain:
    """Return a file with another value at a path."""
    if not path:
        return new
    first, *rest = path
    if isinstance(value, list):
        items = [_replaced(item, tuple(rest), new) if at == first else item for at, item in enumerate(value)]
        return [item for item in items if item is not ABSENT]
    mapping = value if isinstance(value, dict) else {}
    changed = {**mapping, first: _replaced(mapping.get(first, {}), tuple(rest), new)}
    return {key: item for key, item in changed.items() if item is not ABSENT}


LABEL_RECORDS = [field.type for field in LABELS_FILE.fields]
CASES = [
    pytest.param(name, path, id=f"{name}:{'.'.join(map(str, path))}")
    for name, (expected, value) in FILES.items()
    for path in _places(expected, value)
]


def _yaml(value: object, style: str | None = None) -> bytes:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, default_style=style).encode()


SOUND = {name: _yaml(value) for name, (_, value) in FILES.items()}


def _changed(name: str, path: tuple[Step, ...], kind: str) -> bytes:
    changed = _replaced(FILES[name][1], path, VALUES[kind])
    return _yaml(changed, "'" if kind == "digits" else None)


@pytest.fixture(scope="module")
def built_in() -> Mapping[str, Labels]:
    """Return the built-in labels."""
    return load_templates(Path("none")).labels


@pytest.fixture(scope="module")
def sound() -> Catalog:
    """Return the catalog of the valid files."""
    return parse_catalog(SOUND).catalog


@pytest.mark.parametrize(("name", "path"), CASES)
def test_every_value_is_loaded_checked_counted_compared_and_shown(
    name: str, path: tuple[Step, ...], sound: Catalog, built_in: Mapping[str, Labels]
) -> None:
    for kind in VALUES:
        try:
            _use(parse_catalog({**SOUND, name: _changed(name, path, kind)}), sound, built_in)
        except Exception as error:
            error.add_note(f"with {kind}")
            raise


def _use(loaded: LoadedCatalog, sound: Catalog, built_in: Mapping[str, Labels]) -> None:
    """Check, count, compare and show a catalog."""
    catalog, settings = loaded.catalog, loaded.catalog.settings
    all_diagnostics(loaded)
    coverage(catalog, settings.targets)
    for old, new in ((sound, catalog), (catalog, sound)):
        diff_catalogs(old, new)
    contexts = locale_contexts(settings, built_in)
    for event in catalog.events:
        contexts.view(event, settings.source_locale, References())


def _commands(folder: Path, tmp_path: Path) -> dict[str, Callable[[], object]]:
    session = PreviewSession(folder, tmp_path / "preview", "")
    return {
        "check": lambda: check_catalog(folder),
        "build": lambda: build(folder, tmp_path / "site", ["html", "markdown"], pseudo=True),
        "gfm": lambda: build(folder, tmp_path / "gfm", ["gfm"]),
        "serve": session.refresh,
        "page": lambda: session.render("en-US/7-diskfull.html"),
        "preview": lambda: build_site(folder, tmp_path / "preview/site", ""),
        "explain": lambda: explain_event(folder, "7", None),
        "status": lambda: status(folder),
        "diff": lambda: diff_catalog(folder, "HEAD"),
        "import": lambda: import_learn([tmp_path / "page.md"], folder),
    }


@pytest.mark.parametrize(("name", "path"), sample(CASES, 50))
def test_no_value_makes_a_command_fail(
    name: str, path: tuple[Step, ...], catalog: Write, tmp_path: Path
) -> None:
    """Every command returns a result or raises an error for users."""
    folder = catalog({**SOUND}, bare=True)
    (tmp_path / "page.md").write_text("no page\n")
    commit = ["-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "a"]
    for arguments in (["init", "-q"], ["add", "."], commit):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    for kind in VALUES:
        (folder / name).write_bytes(_changed(name, path, kind))
        for command, run in _commands(folder, tmp_path).items():
            try:
                run()
            except EventdocsError as error:
                assert error.code in (Exit.USAGE, Exit.ENVIRONMENT), (kind, command)
            except Exception as error:
                error.add_note(f"{command} with {kind}")
                raise


@pytest.mark.parametrize(("name", "path"), CASES)
def test_a_value_of_a_wrong_type_is_an_error(name: str, path: tuple[Step, ...]) -> None:
    for kind in _wrong_kinds(_type_at(FILES[name][0], path)):
        findings = parse_catalog({**SOUND, name: _changed(name, path, kind)}).diagnostics
        assert any(finding.location.file == name for finding in findings), kind


def _type_at(expected: FieldType, path: tuple[Step, ...]) -> FieldType:
    for step in path:
        if isinstance(expected, RecordType):
            expected = expected.types[str(step)]
        elif isinstance(expected, MapType):
            expected = expected.value
        elif isinstance(expected, ListType):
            expected = expected.item
    return expected


def _wrong_kinds(expected: FieldType) -> tuple[str, ...]:
    if isinstance(expected, TextType):
        return "list", "empty list", "map", "empty map"
    if isinstance(expected, ByLocaleType):
        return ("list",)
    if isinstance(expected, SegmentsType):
        return "nested list", "map", "empty map"
    if isinstance(expected, TextOrRecordType):
        return "list", "empty list", "map", "empty map"
    return (
        ("text", "null", "map", "empty map") if isinstance(expected, ListType) else ("text", "null", "list")
    )


def test_the_valid_files_of_this_test_have_no_errors() -> None:
    findings = all_diagnostics(parse_catalog(SOUND))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
