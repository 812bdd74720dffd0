"""A target is rendered again when it must be, and the reason is right."""

import pytest

from eventdocs.building.manifest import CachedPage
from eventdocs.building.output_view import OutputView
from eventdocs.building.staleness import NOT_CACHED, OUTPUT_DIFFERS, REASONS, Target, stale
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.output_dir import OutputDir

INPUTS = {name: name.encode() for name in REASONS}
ARTIFACTS = {"en-US/1.html": b"1", "en-US/1.json": b"2"}


class RecordingView(OutputView):
    """An output that has every recorded file, and records which files were looked up."""

    def __init__(self, output: OutputDir, recorded: dict[str, bytes]) -> None:
        super().__init__(output, recorded, UntrustedFolders(), is_empty=False)
        self.asked: list[str] = []

    def digest_of(self, path: str) -> bytes:
        """Return the recorded digest."""
        self.asked.append(path)
        return super().digest_of(path)


@pytest.fixture
def view(output: OutputDir) -> RecordingView:
    return RecordingView(output, dict(ARTIFACTS))


def test_a_target_with_the_same_inputs_and_files_can_stay(view: RecordingView) -> None:
    assert stale(Target("1", INPUTS), CachedPage(INPUTS, ARTIFACTS), view) is None
    assert view.asked == list(ARTIFACTS)


def test_a_target_that_is_not_cached_is_stale(view: RecordingView) -> None:
    assert stale(Target("1", INPUTS), None, view) == NOT_CACHED


@pytest.mark.parametrize("name", REASONS)
def test_each_input_has_its_reason_and_the_output_is_not_looked_at(name: str, view: RecordingView) -> None:
    target = Target("1", {**INPUTS, name: b"other"})
    assert stale(target, CachedPage(INPUTS, ARTIFACTS), view) == REASONS[name]
    assert view.asked == []


@pytest.mark.parametrize("name", REASONS)
def test_an_input_that_the_cache_does_not_have_differs(name: str, view: RecordingView) -> None:
    cached = CachedPage({key: value for key, value in INPUTS.items() if key != name}, ARTIFACTS)
    assert stale(Target("1", INPUTS), cached, view) == REASONS[name]


def test_of_several_inputs_the_first_gives_the_reason(view: RecordingView) -> None:
    names = list(REASONS)
    for at, name in enumerate(names):
        changed = {**INPUTS, **dict.fromkeys(names[at:], b"other")}
        assert stale(Target("1", changed), CachedPage(INPUTS, ARTIFACTS), view) == REASONS[name]


@pytest.mark.parametrize("path", ARTIFACTS)
@pytest.mark.parametrize("found", [b"other", b""])
def test_a_file_that_is_not_as_recorded_makes_a_target_stale(
    path: str, found: bytes, output: OutputDir
) -> None:
    view = RecordingView(output, {**ARTIFACTS, path: found})
    assert stale(Target("1", INPUTS), CachedPage(INPUTS, ARTIFACTS), view) == OUTPUT_DIFFERS
