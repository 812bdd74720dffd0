"""The Hugo site with the same outputs has all values that its templates use."""

import json
import re
from pathlib import Path

from benchmarks import generators, same_outputs
from benchmarks.events import draw, locales

LAYOUTS = same_outputs.LAYOUTS


def write(folder: Path, events: int = 40) -> Path:
    """Write the site of some events in two locales."""
    generators.write_same(folder / "same", [draw(number) for number in range(events)], locales(2))
    return folder / "same"


def test_all_words_of_templates_are_written(tmp_path: Path) -> None:
    site = write(tmp_path)
    text = "".join(path.read_text("utf-8") for path in LAYOUTS.rglob("*.html"))
    wanted = set(re.findall(r'i18n "(\w+)"', text))
    modes = {f"ui_{key}" for key in ("translation", "below", "side", "original")}
    for tag in ("en-us", "pt-br"):
        words = json.loads((site / f"i18n/{tag}.json").read_text("utf-8"))
        assert wanted | modes <= words.keys()
        assert all(words.values())


def test_all_fields_of_templates_are_in_the_content(tmp_path: Path) -> None:
    site = write(tmp_path)
    text = "".join(path.read_text("utf-8") for path in LAYOUTS.rglob("*.*") if path.is_file())
    wanted = set(re.findall(r"(?:\$p|\.Params)\.(\w+)", text)) - {"number", "start", "name", "tag", "source"}
    pages = json.loads((site / "assets/pt-br.json").read_text("utf-8"))
    assert len(pages) == 40
    for page in pages:
        assert wanted <= page.keys()
        assert page["name"] == page["split"].replace("<wbr>", "")


def test_missing_texts_are_marked(tmp_path: Path) -> None:
    pages = json.loads((write(tmp_path, 400) / "assets/pt-br.json").read_text("utf-8"))
    missing = {section["role"] for page in pages for section in page["sections"] if section["missing"]}
    assert {"description", "message"} <= missing <= {"description", "message", "cause", "resolution"}


def test_every_output_format_has_a_layout() -> None:
    names = {path.name for path in LAYOUTS.rglob("*.*")}
    for name in same_outputs.OUTPUTS:
        assert any(f".{name}." in layout for layout in names), name
