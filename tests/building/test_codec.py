"""Named tuples survive a round trip through the cache, and digests depend only on values."""

import marshal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.building.cache import CachedEvent, CachedRef, CachedShard, InputFile
from eventdocs.building.codec import decode, digest_of, encode
from eventdocs.building.manifest import BuildManifest, CachedDiagnostic, CachedPage, ShardSummary
from eventdocs.model.event import EventRef


class Inner(NamedTuple):
    """The innermost of several containers."""

    number: int


class Outer(NamedTuple):
    """Containers in containers."""

    by_name: dict[str, list[tuple[Inner, ...]]]


PLAIN = st.none() | st.integers() | st.text(max_size=5) | st.binary(max_size=5)
ROWS = st.lists(st.tuples(PLAIN, PLAIN), max_size=2).map(tuple)
DIGESTS = st.dictionaries(st.text(max_size=5), st.binary(max_size=4), max_size=2)
COUNTS = st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)
NAMES = st.lists(st.text(max_size=3), max_size=2).map(tuple)
FINGERPRINTS = st.dictionaries(
    st.text(max_size=5), st.lists(st.integers(), max_size=3).map(tuple), max_size=2
)

refs = st.builds(EventRef, see_also=NAMES, keywords=st.none() | NAMES, version=st.integers())
warnings = st.builds(CachedDiagnostic, location=st.tuples(PLAIN, PLAIN), related=ROWS)
pages = st.builds(CachedPage, inputs=DIGESTS, artifacts=DIGESTS)
events = st.builds(
    CachedEvent,
    ref=refs,
    own_locales=NAMES,
    inputs=DIGESTS,
    artifacts=DIGESTS,
    rows=ROWS,
    documents=ROWS,
    counts=st.lists(COUNTS, max_size=2).map(tuple),
    words=st.lists(COUNTS, max_size=2).map(tuple),
    warnings=st.lists(warnings, max_size=2).map(tuple),
)
page_maps = st.dictionaries(st.text(max_size=5), pages, max_size=2)
summaries = st.builds(
    ShardSummary,
    counts=st.lists(COUNTS, max_size=2),
    words=st.lists(COUNTS, max_size=2),
    warnings=st.lists(warnings, max_size=2),
)
VALUES: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    refs,
    warnings,
    pages,
    events,
    summaries,
    st.builds(InputFile),
    st.builds(CachedRef, ref=refs, own_locales=NAMES),
    st.builds(CachedShard, events=st.lists(events, max_size=2), pages=page_maps),
    st.builds(
        BuildManifest,
        input_dirs=st.dictionaries(st.text(max_size=5), FINGERPRINTS, max_size=2),
        output_dirs=FINGERPRINTS,
        shards=st.lists(summaries, max_size=2),
        site_pages=page_maps,
        warnings=st.lists(warnings, max_size=2),
    ),
)


@given(VALUES)
def test_a_decoded_value_is_the_encoded_one_with_all_of_its_types(value: tuple[Any, ...]) -> None:
    """Compare by `repr`, because named tuples equal plain tuples."""
    decoded: object = decode(type(value), encode(value))
    assert decoded == value
    assert repr(decoded) == repr(value)


@given(VALUES)
def test_marshal_writes_and_reads_every_encoded_value(value: tuple[Any, ...]) -> None:
    plain = encode(value)
    assert marshal.loads(marshal.dumps(plain)) == plain


def test_fields_without_named_tuples_are_not_copied() -> None:
    page = CachedPage({"settings": b"1"}, {"index.html": b"2"})
    assert encode(page)[0] is page.inputs


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (InputFile, (1, 2)),
        (InputFile, (1, 2, b"", 4)),
        (CachedRef, (("events/7.yaml", "7", "DiskFull", "", 0, (), None), ())),
        (CachedRef, (("events/7.yaml",), (), b"")),
        (CachedRef, (None, (), b"")),
        (CachedShard, (7, {}, "")),
    ],
)
def test_a_value_of_another_shape_is_refused(kind: type[tuple[Any, ...]], value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        decode(kind, value)


def test_containers_of_containers_are_converted() -> None:
    value = Outer({"a": [(Inner(1), Inner(2)), ()]})
    assert encode(value) == ({"a": [((1,), (2,)), ()]},)
    assert type(encode(value)[0]["a"][0][0]) is tuple
    assert repr(decode(Outer, encode(value))) == repr(value)


def test_a_digest_is_the_same_in_every_process() -> None:
    assert digest_of(("a", 1, b"x", None)).hex() == "1de53bedc9172c825e8d30a0d732f51f"
    assert len(digest_of(())) == 16


def test_a_digest_depends_on_values_and_not_on_which_objects_are_shared() -> None:
    text, same = (bytes([97, 98]).decode() for _ in range(2))
    assert text is not same
    assert digest_of((text, text)) == digest_of((text, same))


@given(st.tuples(PLAIN, PLAIN), st.tuples(PLAIN, PLAIN))
def test_digests_are_equal_if_and_only_if_the_values_are(
    one: tuple[object, object], other: tuple[object, object]
) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)
