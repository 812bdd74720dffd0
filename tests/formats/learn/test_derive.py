"""Labels are taken from the majority of pages, even if there are only a few."""

from eventdocs.formats.learn.derive import TARGET, shared_labels
from eventdocs.formats.learn.read import LearnPage, LearnPair


def page(keywords: str, translation: str) -> LearnPage:
    return LearnPage(
        "7-diskfull.md",
        title=LearnPair("7 - DiskFull", "7 - DiskFull"),
        properties=[("keywords", LearnPair("Keywords", "Keywords"), LearnPair(keywords, translation))],
    )


def test_a_list_that_no_separator_splits_is_labelled_as_a_whole() -> None:
    labels = shared_labels([page("Storage, Disk", "Speicher und Platte")], TARGET)
    assert labels["keywords"] == {"Storage, Disk": "Speicher und Platte"}
    assert "separators" not in labels


def test_without_a_separator_single_keywords_keep_their_labels() -> None:
    pages = [page("Storage, Disk", "Speicher und Platte"), page("Disk", "Platte"), page("Log", "Log")]
    expected = {"Storage, Disk": "Speicher und Platte", "Disk": "Platte"}
    assert shared_labels(pages, TARGET)["keywords"] == expected


def test_a_list_that_a_separator_splits_labels_its_keywords() -> None:
    labels = shared_labels([page("Storage, Disk", "Speicher; Platte")], TARGET)
    assert labels["keywords"] == {"Storage": "Speicher", "Disk": "Platte"}
    assert labels["separators"] == {"list": "; "}
