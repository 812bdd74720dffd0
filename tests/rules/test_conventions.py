"""A convention that most texts of a locale follow is reported once for the locale."""

from eventdocs.model.diagnostics import Diagnostic
from tests.rules.catalogs import findings


def _found(code: str, locale: str, source: str, targets: list[str]) -> list[Diagnostic]:
    """Return the findings in a catalog with an event for each translation; `N` becomes its number."""
    files = {"catalog.yaml": f"source_locale: en-US\nlocales: [en-US, {locale}]\n".encode()}
    for number, target in enumerate(targets, start=1):
        messages = source.replace("N", str(number)), target.replace("N", str(number))
        text = 'id: {}\nname: Disk\nstrings:\n  en-US: {{message: "{}"}}\n  {}: {{message: "{}"}}\n'
        files[f"events/{number}-disk.yaml"] = text.format(number, messages[0], locale, messages[1]).encode()
    return findings(files, code)


def test_a_locale_without_quotation_marks_has_one_finding_with_its_places() -> None:
    (finding,) = _found("ED314", "cs-CZ", "Disk 'N' '%1'.", ["Disk 'N' %1."] * 12 + ["Disk 'N' '%1'."] * 3)
    assert finding.message == (
        "the quotation marks around `%1` are missing, as in 11 more places of cs-CZ; 3 texts follow the rule"
    )
    assert len(finding.related) == 11


def test_a_few_texts_or_the_smaller_part_are_no_convention() -> None:
    source, lost, kept = "Disk N '%1'.", "Disk N %1.", "Disk N '%1'."
    assert len(_found("ED314", "cs-CZ", source, [lost] * 9)) == 9
    assert len(_found("ED314", "cs-CZ", source, [lost] * 12 + [kept] * 12)) == 12


def test_equal_texts_count_once() -> None:
    assert len(_found("ED314", "cs-CZ", "Disk '%1'.", ["Disk %1."] * 12)) == 12


def test_ordinary_spaces_in_all_french_texts_are_one_finding() -> None:
    assert len(_found("ED502", "fr-FR", "Disk N: %1", ["Disque N : %1"] * 12)) == 1
    assert len(_found("ED502", "fr-FR", "Disk N: %1", ["Disque N : %1"] * 6 + ["Disque N: %1"] * 6)) == 12


def test_a_missing_full_stop_after_a_noun_is_reported_only_where_it_is_an_exception() -> None:
    source, lost, kept = "The name of disk N.", "디스크 N의 이름", "디스크 N의 이름."
    assert len(_found("ED501", "ko-KR", source, [lost] + [kept] * 4)) == 1
    assert len(_found("ED501", "ko-KR", source, [lost] * 2 + [kept] * 5)) == 0
    assert len(_found("ED501", "ko-KR", source, [lost] * 20)) == 0


def test_a_name_that_a_locale_always_translates_is_one_finding() -> None:
    source, kept, lost = "The max_log_size N.", "O max_log_size N.", "O limite N."
    (finding,) = _found("ED315", "pt-BR", source, [lost] * 4)
    assert finding.message.startswith(
        "the translation is missing `max_log_size`, as in 3 more places of pt-BR"
    )
    assert len(_found("ED315", "pt-BR", source, [lost] * 3 + [kept] * 3)) == 3


def test_a_label_in_the_source_language_is_reported_once_for_a_locale() -> None:
    files = {
        "catalog.yaml": b"source_locale: en-US\nlocales: [en-US, zh-CN]\n",
        "labels/en-US.yaml": b"levels: {error: Error}\n",
    }
    for number in range(1, 5):
        files[f"events/{number}-disk.yaml"] = (
            f"id: {number}\nname: Disk\nlevel: error\nstrings:\n  en-US: {{message: Full.}}\n"
            "  zh-CN: {message: 已满。, labels: {levels: {error: Error}}}\n"
        ).encode()
    (finding,) = findings(files, "ED204")
    assert finding.message == "the label `Error` is not translated into zh-CN on 4 pages"
    assert len(finding.related) == 3


def test_a_keyword_with_a_display_text_is_a_text() -> None:
    files = {
        "catalog.yaml": b"source_locale: en-US\nlocales: [en-US, zh-CN]\n",
        "labels/en-US.yaml": b"keywords: {Quota: Disk quotas, Store: Store}\n",
        "labels/zh-CN.yaml": "keywords: {Quota: 磁盘配额, Store: 存储}\n".encode(),
        "events/7-disk.yaml": b"id: 7\nname: Disk\nkeywords: [Quota, Store]\nstrings: {}\n",
    }
    assert [finding.field for finding in findings(files, "ED312")] == ["keywords.Store"]
