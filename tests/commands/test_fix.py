"""A fix changes only the characters of the finding, and a second run has nothing to fix."""

from pathlib import Path

from eventdocs.commands.check import check_catalog
from eventdocs.commands.fix import fix_catalog
from tests.conftest import EVENT, Write, tree

E7 = "events/7-diskfull.yaml"


def test_all_safe_fixes_are_applied_in_one_run_and_a_second_run_finds_nothing(catalog: Write) -> None:
    bad = EVENT.replace("O disco %1 está", "O disco % 1 está").replace(
        "O disco está cheio.", "'O #124;  disco  cheio'  # comment"
    )
    folder = catalog({E7: bad.replace("The disk is full.", "The | disk.")})
    before = (folder / E7).read_bytes()
    fixed = fix_catalog(folder)
    assert (fixed.findings, fixed.files) == (4, [E7])
    wanted = before.replace(b"% 1", b"%1").replace(b"#124;  disco  cheio", b"| disco cheio")
    assert (folder / E7).read_bytes() == wanted
    assert fix_catalog(folder).findings == 0
    assert (folder / E7).read_bytes() == wanted


def test_a_fix_that_the_file_does_not_allow_leaves_the_others(catalog: Write) -> None:
    """`#124;` becomes `|`, which a plain scalar may contain; `#39;` becomes `'`, which would end this text."""
    bad = EVENT.replace("The disk is full.", "The | disk's  full.").replace(
        "O disco está cheio.", "'O #124; disco#39;s  cheio.'"
    )
    folder = catalog({E7: bad})
    assert fix_catalog(folder).findings == 3
    assert b"'O | disco#39;s cheio.'" in (folder / E7).read_bytes()


def test_findings_that_the_catalog_accepts_or_switches_off_are_not_fixed(catalog: Write) -> None:
    bad = EVENT.replace("O disco está", "O disco  está")
    folder = catalog({E7: bad + "        about: {description: {allow: {ED503: as printed}}}\n"})
    before = tree(folder)
    assert fix_catalog(folder).findings == 0
    assert tree(folder) == before


def test_the_spaces_of_messages_are_never_fixed(catalog: Write) -> None:
    bad = EVENT.replace("Disk %1 is full.", '"Hits:     %1\\nMisses:   %2 "')
    bad = bad.replace("O disco %1 está cheio.", "'  Acertos:   %1  Erros:   %2'")
    folder = catalog({E7: bad})
    before = tree(folder)
    assert fix_catalog(folder).findings == 0
    assert tree(folder) == before


def test_every_spaced_insert_and_mangled_entity_of_the_real_pages_is_fixed(
    imported: Path, tmp_path: Path
) -> None:
    import shutil

    folder = tmp_path / "catalog"
    shutil.copytree(imported, folder)
    before = tree(folder)
    fix_catalog(folder)
    after = tree(folder)
    lines = [
        (old, new)
        for name, data in before.items()
        for old, new in zip(data.splitlines(), after[name].splitlines(), strict=True)
        if old != new
    ]
    assert len(lines) == 50
    squeezed = [(_squeezed(old), _squeezed(new)) for old, new in lines]
    assert all(old == new for old, new in squeezed)
    left = [finding for finding in check_catalog(folder).diagnostics if not finding.field.endswith("message")]
    assert {finding.rule.code for finding in left}.isdisjoint({"ED302", "ED401", "ED503"})
    assert fix_catalog(folder).findings == 0


def _squeezed(line: bytes) -> bytes:
    return line.replace(b"#124;", b"|").replace(b" ", b"")
