"""Packed changes are the changes that were packed, in their order."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from eventdocs.store.file_changes import ABSENT, FileChange, FileChanges, join_changes, pack_changes

CHANGE = st.builds(
    FileChange,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    st.just(ABSENT) | st.binary(min_size=32, max_size=32).filter(any),
)


@given(st.lists(st.lists(CHANGE)))
def test_changes_are_the_same_when_they_are_packed_and_joined(parts: list[list[FileChange]]) -> None:
    joined = join_changes(map(pack_changes, parts))
    assert list(pickle.loads(pickle.dumps(joined))) == [change for part in parts for change in part]
    assert len(joined) == sum(map(len, parts))
    assert bool(joined) == any(parts)


def test_changes_of_new_files_are_no_longer_than_their_paths() -> None:
    """A new site of 10,000 events in 13 locales has 420,000 files."""
    changes = [FileChange(f"pt-BR/{number}.html", ABSENT) for number in range(1_000)]
    assert len(pickle.dumps(pack_changes(changes))) < sum(len(each.path) + 1 for each in changes) + 300
    assert list(FileChanges()) == []
