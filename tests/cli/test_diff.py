"""`eventdocs diff` shows what changed since a revision, and which translations are stale as a result."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import EVENT, Run, Write
from tests.model.test_source_mapping import MANIFEST

E7 = "events/7-diskfull.yaml"
E8 = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(catalog: Write) -> Path:
    """Return a catalog with one revision."""
    folder = catalog({"events/8-diskslow.yaml": E8, "events/é x.yaml": EVENT.replace("id: 7", "id: 9")})
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first")
    return folder


def test_a_diff_without_changes_is_reported(repository: Path, run: Run) -> None:
    assert run("diff", "main", repository).out == "no changes\n"
    assert run("diff", "main", repository, "--format", "markdown").out == "No changes.\n"


def test_added_removed_deprecated_and_changed_events_are_listed(
    repository: Path, run: Run, catalog: Write
) -> None:
    (repository / "events/8-diskslow.yaml").unlink()
    changed = EVENT.replace("level: error", "level: warning\n    deprecated: '2.0'").replace(
        "Disk %1 is full.", "The disk %1 is full."
    )
    catalog({E7: changed, "events/10.yaml": EVENT.replace("id: 7", "id: 10")})
    assert run("diff", "main", repository).out.split("\n") == [
        "added 10 - DiskFull",
        "removed 8 - DiskSlow",
        "deprecated 7 - DiskFull",
        "changed 7 - DiskFull",
        "  level: “error” -> “warning”",
        "  deprecated: nothing -> “2.0”",
        "  message (en-US): “Disk %1 is full.” -> “The disk %1 is full.”",
        "    makes stale: pt-BR",
        "",
    ]
    read = json.loads(run("diff", "main", repository, "--format", "json").out)
    assert (read["added"], read["removed"], read["deprecated"]) == (["10"], ["8"], ["7"])
    assert read["changed"][0]["differences"][2]["stale"] == ["pt-BR"]
    written = run("diff", "HEAD", repository, "--format", "markdown").out
    assert "## Added\n\n- **10 \\- DiskFull**\n" in written
    assert "(makes stale: pt-BR)" in written


def test_a_translation_that_changed_with_its_source_is_not_stale(
    repository: Path, run: Run, catalog: Write
) -> None:
    catalog({E7: EVENT.replace("Disk %1 is full.", "Disk %1 full.").replace("O disco %1 está", "Disco %1")})
    shown = run("diff", "main", repository).out
    assert "stale" not in shown
    assert "message (pt-BR): “O disco %1 está cheio.” -> “Disco %1 cheio.”" in shown


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "main..HEAD", ""])
def test_a_revision_that_does_not_exist_is_an_error(ref: str, repository: Path, run: Run) -> None:
    outcome = run("diff", "--", ref, repository)
    assert outcome.code == 2
    assert "git cannot read revision" in outcome.err


def test_a_folder_outside_git_is_an_error(catalog: Write, run: Run) -> None:
    assert "git cannot read revision" in run("diff", "main", catalog()).err


def test_a_revision_without_the_catalog_is_an_error(catalog: Write, run: Run) -> None:
    folder = catalog()
    (folder.parent / "readme").write_text("x")
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "readme")
    git(folder.parent, "commit", "-q", "-m", "first")
    outcome = run("diff", "main", folder)
    assert (outcome.code, "is not a catalog at `main`" in outcome.err) == (2, True)


def test_a_feed_has_an_entry_for_each_changed_event(repository: Path, run: Run) -> None:
    import xml.etree.ElementTree as ET

    (repository / "events/8-diskslow.yaml").unlink()
    (repository / E7).write_text(EVENT.replace("Disk %1 is full.", "Disk <%1> is full & slow."), "utf-8")
    first = run("diff", "main", repository, "--format", "atom").out
    root = ET.fromstring(first)
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", space)
    titles = [entry.findtext("a:title", "", space) for entry in entries]
    assert titles == ["removed: 8 - DiskSlow", "changed: 7 - DiskFull"]
    assert "Disk <%1> is full & slow." in entries[1].findtext("a:content", "", space)
    identities = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(identities)) == 3
    assert root.findtext("a:updated", "", space) >= "2020"
    assert run("diff", "main", repository, "--format", "atom").out == first


def test_two_versions_of_a_manifest_are_compared_as_catalogs_have_them(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.man", tmp_path / "new.man"
    old.write_text(MANIFEST, "utf-8")
    text = (
        MANIFEST.replace('value="11"', 'value="12"')
        .replace("Full: %1", "Filled: %1")
        .replace('"Io" task', '"" task')
    )
    new.write_text(text, "utf-8")
    outcome = run("diff", old, new)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "added 12 - Event12\nremoved 11 - Event11\nchanged 10@2 - Full\n  keywords: “Io” -> “”\n"
        "  message (en-US): “Full: %1” -> “Filled: %1”\n    makes stale: de\n"
    )
    assert run("diff", new, new).out == "no changes\n"


CHANGES = (
    ("The disk", "The drive"),
    ('level="win:Error" keywords', 'level="win:Warning" keywords'),
    ("Storage Slow", "Storage"),
    ('value="8" symbol="Gone"', 'value="10" symbol="New"'),
    ("OldName", "NewName"),
    ("win:UInt32", "win:UInt64"),
)
SHIPPED = """\
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"><instrumentation><events>
<provider name="Disk" guid="{0f1a2b3c-0000-4000-8000-000000000001}" symbol="D">
<keywords><keyword name="Storage" mask="0x1"/><keyword name="Slow" mask="0x2"/></keywords>
<templates><template tid="t"><data name="size" inType="win:UInt32"/></template></templates>
<events><event value="7" symbol="Full" level="win:Error" keywords="Storage Slow" message="$(string.A)"/>
<event value="8" symbol="Gone"/><event value="9" symbol="OldName" template="t"/></events>
</provider></events></instrumentation><localization><resources culture="en-US"><stringTable>
<string id="A" value="The disk is full."/></stringTable></resources></localization></instrumentationManifest>
"""


def test_release_notes_list_additions_removals_and_changes_of_a_new_manifest(
    run: Run, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.man", tmp_path / "new.man"
    old.write_text(SHIPPED, "utf-8")
    text = SHIPPED
    for before, after in CHANGES:
        assert before in text
        text = text.replace(before, after)
    new.write_text(text, "utf-8")
    assert run("diff", old, new).out.splitlines() == [
        "added 10 - New",
        "removed 8 - Gone",
        "changed 7 - Full",
        "  level: “error” -> “warning”",
        "  keywords: “Storage Slow” -> “Storage”",
        "  message (en-US): “The disk is full.” -> “The drive is full.”",
        "changed 9 - NewName",
        "  name: “OldName” -> “NewName”",
        "  parameters.size.type: “win:UInt32” -> “win:UInt64”",
    ]
    read = json.loads(run("diff", old, new, "--format", "json").out)
    assert (read["added"], read["removed"]) == (["10"], ["8"])
    fields = {each["event"]: [value["field"] for value in each["differences"]] for each in read["changed"]}
    assert fields == {"7": ["level", "keywords", "message"], "9": ["name", "parameters.size.type"]}
    written = run("diff", old, new, "--format", "markdown").out
    assert "## Removed\n\n- **8 \\- Gone**\n" in written
    assert "- parameters.size.type: “win:UInt32” → “win:UInt64”\n" in written


@pytest.mark.parametrize(("name", "kind"), [("a.md", "text"), ("a.man", "atom"), ("missing.man", "text")])
def test_files_that_cannot_be_compared_are_an_error(run: Run, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "a.md").write_text("# no manifest")
    (tmp_path / "a.man").write_text(MANIFEST, "utf-8")
    outcome = run("diff", tmp_path / name, tmp_path / "a.man", "--format", kind)
    assert outcome.code in (2, 3)
    assert outcome.err.startswith("eventdocs: ")
    assert outcome.err.count("\n") == 1


def test_a_check_can_begin_its_summary_with_the_changes_of_a_pull_request(
    repository: Path, run: Run, catalog: Write, tmp_path: Path
) -> None:
    changed = EVENT.replace("level: error", "level: eror").replace("Disk %1 is full.", "The disk %1 is full.")
    catalog({E7: changed})
    file = tmp_path / "summary.md"
    outcome = run("check", repository, "--since", "main", "--report", "text", "--report", f"markdown={file}")
    assert (outcome.code, "## Changes" in outcome.out) == (1, False)
    text = file.read_text("utf-8")
    assert text.startswith("## Changes\n\n**1 event changed**\n\n| event | change |\n")
    assert "| 7 \\- DiskFull | level, message \\(en\\-US\\) |" in text
    assert "| pt\\-BR | 1: 7:message |" in text
    assert "\n## Findings\n\n**" in text
    assert "ED012 unknown value \\`eror\\`" in text


def test_changes_need_a_markdown_report(repository: Path, run: Run) -> None:
    outcome = run("check", repository, "--since", "main")
    assert (outcome.code, "--since needs a markdown report" in outcome.err) == (2, True)
