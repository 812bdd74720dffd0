"""An import records the hashes of its values, and restores those of values that it leaves out."""

from eventdocs.importers.import_hashes import ImportHashes, value_hash


def test_a_value_is_recorded_and_one_that_the_source_lacks_is_removed() -> None:
    hashes = ImportHashes({"7:level": value_hash("error")})
    hashes.record("7:channel", "admin")
    hashes.record("7:level", None)
    hashes.record("7:task", None)
    assert hashes.recorded == {"7:channel": value_hash("admin")}


def test_a_restored_value_is_recorded_as_before_the_import() -> None:
    hashes = ImportHashes({"7:level": value_hash("error"), "7:task": value_hash("Copy")})
    hashes.record("7:level", "warning")
    hashes.record("7:channel", "admin")
    hashes.record("7:task", None)
    for key in ("7:level", "7:channel", "7:task"):
        hashes.restore(key)
    assert hashes.recorded == hashes.last
