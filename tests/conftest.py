"""Fixtures for all tests: small catalogs on disk, and the optional folder `shared/` next to the checkout."""

import os
from collections.abc import Callable, Iterable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from jinja2 import Environment

from eventdocs.cli import main
from eventdocs.importers.import_pages import import_learn
from eventdocs.site.template_compiler import SkeletonEnvironment

settings.register_profile("eventdocs", deadline=None)  # no test asserts a time
settings.load_profile("eventdocs")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

Value = TypeVar("Value")


def sample(cases: Iterable[Value], step: int) -> list[Value]:
    """Return every `step`-th case, so that `make test` stays fast; all of them in `make sequences`."""
    return list(cases)[:: 1 if "EVENTDOCS_ALL_CASES" in os.environ else step]


# Tests whose cases take more than a second together, or start many programs, as prefixes of their ids.
# They run without coverage.
SLOW = (
    "tests/benchmarks/",
    "tests/building/test_api.py::test_the_environment_changes_no_byte",
    "tests/building/test_api.py::test_the_number_of_processes_changes_no_byte",
    "tests/building/test_api.py::test_the_order_and_the_age_of_the_files_change_no_byte",
    "tests/building/test_change_sequences.py",
    "tests/building/test_codec.py::test_a_decoded_value_is_the_encoded_one_with_all_of_its_types",
    "tests/building/test_codec.py::test_marshal_writes_and_reads_every_encoded_value",
    "tests/building/test_engine.py::test_a_damaged_blob_never_leads_to_a_wrong_site",
    "tests/building/test_large_catalogs.py",
    "tests/building/test_locks.py",
    "tests/building/test_preview.py::test_a_preview_follows_all_kinds_of_changes",
    "tests/building/test_preview.py::test_all_pages_of_events_and_all_assets_are_those_of_a_build",
    "tests/building/test_provider_pages.py::test_official_texts_are_marked_until_they_are_stale_or_somebody_changes_them",
    "tests/building/test_remote.py",
    "tests/building/test_render.py::test_the_size_of_batches_does_not_affect_the_site",
    "tests/cli/test_cli.py::test_sites_are_the_same_in_any_environment_and_file_order",
    "tests/cli/test_environments.py",
    "tests/cli/test_streams.py",
    "tests/commands/test_exchange.py::test_importing_an_unchanged_export_changes_no_byte_of_real_catalogs",
    "tests/commands/test_publish_order.py",
    "tests/commands/test_year.py",
    "tests/formats/test_memory.py",
    "tests/formats/yaml/test_regular.py::test_most_imported_files_are_read_by_it",
    "tests/fuzz/",
    "tests/importers/test_import_pages.py::test_a_few_pages_are_imported_exactly_or_reported_with_the_difference",
    "tests/importers/test_import_pages.py::test_all_latest_pages_come_back_byte_for_byte",
    "tests/importers/test_import_pages.py::test_all_pages_one_locale_after_the_other_give_the_same_catalog",
    "tests/importers/test_import_pages.py::test_importing_again_changes_no_byte",
    "tests/importers/test_import_pages.py::test_locales_one_after_the_other_give_the_same_catalog",
    "tests/importers/test_import_records.py::test_the_records_of_a_real_manifest_give_the_same_site",
    "tests/importers/test_import_records.py::test_the_records_of_a_site_give_a_catalog_whose_site_has_the_same_bytes",
    "tests/importers/test_import_sources.py::test_a_manifest_joins_a_catalog_of_pages_and_touches_no_string_of_people",
    "tests/importers/test_import_sources.py::test_a_manifest_with_four_tables_has_all_messages_in_four_locales",
    "tests/importers/test_import_sources.py::test_a_sample_manifest_becomes_a_complete_catalog_without_errors",
    "tests/rules/test_linear_time.py",
    "tests/rules/test_long_texts.py",
    "tests/rules/test_registry.py::test_a_build_reports_the_same_with_one_event_in_memory",
    "tests/rules/test_sources.py::test_a_catalog_names_the_sources_of_its_providers",
    "tests/rules/test_sources.py::test_the_published_pages_differ_from_the_manifest_in_exactly_these_events",
    "tests/rules/test_templates.py::test_the_documented_blocks_exist_on_all_pages",
    "tests/schema/test_json_schema.py::test_schema_and_model_agree",
    "tests/schema/test_wrong_types.py",
    "tests/site/test_links.py::test_an_awkward_name_is_encoded_in_every_kind_of_file",
    "tests/site/test_links.py::test_every_link_leads_to_its_file_and_no_two_paths_are_one_file_anywhere",
    "tests/site/test_routes.py::test_every_file_of_a_built_site_matches_one_row_and_every_row_has_a_file",
    "tests/site/test_skeletons.py::test_generated_events_have_the_same_pages",
    "tests/site/test_skeletons.py::test_sites_are_the_same_without_skeletons",
    "tests/store/test_catalog_files.py::test_a_folder_nested_too_deep_for_functions_is_read",
    "tests/store/test_files.py::test_a_deep_tree_is_walked_and_removed",
    "tests/store/test_output_dir.py::test_two_interrupted_runs_leave_no_temporary_files",
    "tests/test_blowup.py",
    "tests/test_examples.py",
    "tests/test_fault_injection.py",
    "tests/test_integrations.py",
    "tests/test_packaging.py",
    "tests/test_patterns.py",
    "tests/test_readme.py",
)

CATALOG = """
    source_locale: en-US
    locales: [en-US, pt-BR]
    channels:
      analytic: Product/Analytic
"""
EVENT = """
    id: 7
    name: DiskFull
    level: error
    channel: analytic
    keywords: [Storage]
    strings:
      en-US:
        description: The disk is full.
        message: Disk %1 is full.
      pt-BR:
        description: O disco está cheio.
        message: O disco %1 está cheio.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that updates the golden trees."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden trees")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def _user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All tests of a run share a cache of compiled templates, which is not that of the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Each process compiles a template once, because that is a third of the time of a small site's first build.

    The code depends only on the text and the name. Tests that count compilations see all of them.
    """
    compile_template = Environment.compile
    compiled: dict[tuple[str | None, ...], object] = {}

    def compile_once(
        environment: Environment,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        **options: Any,
    ) -> Any:
        if options or not isinstance(environment, SkeletonEnvironment):
            return compile_template(environment, source, name, filename, **options)
        key = source, name, filename
        if key not in compiled:
            compiled[key] = compile_template(environment, source, name, filename)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Return whether golden trees are updated instead of compared."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder `shared/` next to the checkout."""
    if not SHARED.is_dir():
        pytest.skip(
            f"the folder {SHARED.name}/ next to the checkout is missing; it has real pages and hostile files"
        )
    return SHARED


YEAR = ("de-de", "fr-fr", "ja-jp", "pt-br")


class MadeOnce:
    """Folders that the first worker that needs one makes for all workers of a test run."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        own = factory.getbasetemp()
        self._folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder with a name. If it does not exist yet, `make` is called with its path."""
        path = self._folder / f"once-{name}"
        with (self._folder / f"once-{name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            if not path.exists():
                unfinished = path.with_name(f"unfinished-{name}")
                make(unfinished)
                unfinished.rename(path)
        return path


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return a function that makes a folder once for all workers; no test may change it."""
    return MadeOnce(tmp_path_factory)


@pytest.fixture(scope="session")
def imported(shared: Path, made_once: MadeOnce) -> Path:
    """Return the catalog of the real pages of 2017 in four locales; tests that change it take a copy."""

    def make(folder: Path) -> None:
        result = import_learn([shared / "corpus/learn/2017" / name for name in YEAR], folder)
        assert (result.pages, result.events, result.diagnostics) == (1040, 260, [])

    return made_once("imported", make)


@pytest.fixture(scope="session")
def recorded(shared: Path, made_once: MadeOnce) -> Path:
    """Return the same catalog with ledgers from the pages; tests that change it take a copy."""
    pages = [shared / "corpus/learn/2017" / name for name in YEAR]
    return made_once("recorded", lambda folder: import_learn(pages, folder, record=True))


Write = Callable[..., Path]


@pytest.fixture
def catalog(tmp_path: Path) -> Write:
    """Return a function that writes a small valid catalog, changed by files: `{"events/7.yaml": text}`."""

    def write(files: dict[str, str | bytes] | None = None, *, bare: bool = False) -> Path:
        folder = tmp_path / "catalog"
        sound: dict[str, str | bytes] = {"catalog.yaml": CATALOG}
        if not bare:
            sound["events/7-diskfull.yaml"] = EVENT
        for name, text in {**sound, **(files or {})}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(dedent(text).lstrip("\n").encode() if isinstance(text, str) else text)
        return folder

    return write


class Outcome:
    """The exit code and output of one run of the command line."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process."""

    def call(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder by relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    """Yield the URL of a local S3 server."""
    from tests.publish_targets import s3_server

    with s3_server() as address:
        yield address


@pytest.fixture
def s3(s3_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set the environment for a local S3 server, and return its URL."""
    access = {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "ENDPOINT_URL": s3_address}
    for name, value in {**access, "DEFAULT_REGION": "us-east-1", "MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    return s3_address


@pytest.fixture
def lonely_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run git without the user's configuration, outside of any repository."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(tmp_path)
