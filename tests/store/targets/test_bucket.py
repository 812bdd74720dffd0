"""Storage gets the right headers and few requests, and its errors are reported on one line."""

import socket
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from eventdocs.commands.publish import publish
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.http_headers import IMMUTABLE, REVALIDATE
from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST
from tests.publish_targets import FIRST, SECOND, BucketPlace, lay, s3_client


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site."""
    (tmp_path / "site").mkdir()
    return lay(tmp_path / "site", FIRST)


@pytest.fixture
def place(s3: str) -> BucketPlace:
    """Return an empty bucket."""
    return BucketPlace(s3_client(s3), f"b{uuid4().hex}")


def test_objects_have_their_content_types_and_cache_headers(site: Path, place: BucketPlace) -> None:
    more = {"sitemap.xml": b"", "events.ndjson": b"", "llms.txt": b"", "a.md": b"", "assets/i.svg": b""}
    publish(lay(site, {**FIRST, **more}), place.address)
    heads = {path: place.client.head_object(**place.key(path)) for path in {*FIRST, *more, PUBLISH_MANIFEST}}
    assert {path: (head["ContentType"], head["CacheControl"]) for path, head in heads.items()} == {
        PUBLISH_MANIFEST: ("application/json", REVALIDATE),
        ".nojekyll": ("application/octet-stream", REVALIDATE),
        "a.md": ("text/markdown; charset=utf-8", REVALIDATE),
        "assets/i.svg": ("image/svg+xml; charset=utf-8", REVALIDATE),
        "assets/site.aaaaaaaa.css": ("text/css; charset=utf-8", IMMUTABLE),
        "en/1-a.html": ("text/html; charset=utf-8", REVALIDATE),
        "en/1-a.json": ("application/json", REVALIDATE),
        "en/2-a.html": ("text/html; charset=utf-8", REVALIDATE),
        "en/index.html": ("text/html; charset=utf-8", REVALIDATE),
        "events.ndjson": ("application/x-ndjson", REVALIDATE),
        "index.html": ("text/html; charset=utf-8", REVALIDATE),
        "llms.txt": ("text/plain; charset=utf-8", REVALIDATE),
        "sitemap.xml": ("application/xml; charset=utf-8", REVALIDATE),
    }


def test_only_changed_files_are_uploaded(
    site: Path, place: BucketPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    import s3fs

    real = s3fs.S3FileSystem._call_s3

    async def counted(self: Any, method: str, *rest: Any, **named: Any) -> Any:
        calls.append(method)
        return await real(self, method, *rest, **named)

    publish(site, place.address)
    lay(site, SECOND)
    monkeypatch.setattr(s3fs.S3FileSystem, "_call_s3", counted)
    publish(site, place.address)
    assert calls.count("put_object") == 4 + 2
    assert calls.count("delete_object") == 2
    calls.clear()
    publish(site, place.address)
    assert calls == ["list_objects_v2", "head_object", "get_object"]


def test_a_prefix_does_not_match_a_longer_one(site: Path, place: BucketPlace) -> None:
    place.client.put_object(Bucket=place.bucket, Key="docs/events2/x.html", Body=b"theirs")
    assert publish(site, f"{place.address}/").untracked == ()
    neighbour = place.client.get_object(Bucket=place.bucket, Key="docs/events2/x.html")
    assert neighbour["Body"].read() == b"theirs"


def test_a_whole_bucket_is_a_target(site: Path, s3: str) -> None:
    place = BucketPlace(s3_client(s3), f"b{uuid4().hex}", "")
    publish(site, f"s3://{place.bucket}")
    listed = place.client.list_objects_v2(Bucket=place.bucket)["Contents"]
    assert {each["Key"] for each in listed} == {*FIRST, PUBLISH_MANIFEST}
    assert publish(site, f"s3://{place.bucket}").is_noop


def test_where_tags_are_no_digests_the_manifest_is_believed(
    site: Path, place: BucketPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import s3fs

    real = s3fs.S3FileSystem.find

    def encrypted(*rest: Any, **named: Any) -> dict[str, dict[str, Any]]:
        listed: dict[str, dict[str, Any]] = real(*rest, **named)
        return {
            name: {**entry, "ETag": '"00000000000000000000000000000000"'} for name, entry in listed.items()
        }

    monkeypatch.setattr(s3fs.S3FileSystem, "find", encrypted)
    publish(site, place.address)
    assert publish(site, place.address).is_noop
    assert len(publish(lay(site, SECOND), place.address).actions) == 6
    assert place.files() == SECOND


@pytest.mark.parametrize(
    ("address", "code", "message"),
    [
        (
            "s3://no-such-bucket/x",
            3,
            "cannot list `s3://no-such-bucket/x`: the specified bucket does not exist",
        ),
        ("gopher://x/y", 2, "`gopher://x/y` is not a target"),
    ],
)
def test_an_error_of_the_storage_is_one_line(
    address: str, code: int, message: str, site: Path, s3: str
) -> None:
    with pytest.raises(EventdocsError) as caught:
        publish(site, address)
    assert (caught.value.code, caught.value.message[: len(message)].lower()) == (code, message.lower())
    assert caught.value.hint


def test_an_error_of_the_system_has_no_number(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(EventdocsError) as caught:
        publish(site, "ftp://nowhere.invalid/x")
    assert caught.value.message == "cannot open `ftp://nowhere.invalid/x`: Name or service not known"


def test_a_network_that_fails_halfway_leaves_a_site_that_the_next_run_completes(
    site: Path, place: BucketPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, place.address)
    lay(site, SECOND)
    import s3fs

    real = s3fs.S3FileSystem._call_s3

    async def failing(self: Any, method: str, *rest: Any, **named: Any) -> Any:
        if method == "put_object" and named["Key"].endswith("en/1-a.html"):
            raise ConnectionResetError("connection reset by peer")
        return await real(self, method, *rest, **named)

    with monkeypatch.context() as patched:
        patched.setattr(s3fs.S3FileSystem, "_call_s3", failing)
        with pytest.raises(EventdocsError, match="connection reset by peer") as caught:
            publish(site, place.address)
    assert caught.value.code == Exit.ENVIRONMENT
    assert place.files()["en/index.html"] == FIRST["en/index.html"]
    publish(site, place.address)
    assert place.files() == SECOND


def test_a_missing_library_is_reported_with_its_extra(
    site: Path, s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(EventdocsError, match="needs a library") as caught:
        publish(site, "s3://bucket/x")
    assert (caught.value.code, caught.value.hint) == (Exit.USAGE, "pip install 'eventdocs[publish]'")
