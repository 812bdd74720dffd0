"""An event page and a rule are shown as plain text."""

from dataclasses import replace

from eventdocs.commands.explain import explain_event
from eventdocs.model.event import LocaleStrings
from eventdocs.reports.page import write
from tests.conftest import Write
from tests.site.views import EVENT, block_view, view


def test_each_translation_has_its_source_text_below(catalog: Write) -> None:
    _, (view,) = explain_event(catalog(), "7", "pt-BR")
    lines = write(view).split("\n")
    title, underline, *_ = lines
    assert len(underline) == len(title)
    at = lines.index("  O disco está cheio.")
    assert lines[at + 1] == "  | The disk is full."


def test_the_source_locale_has_each_text_once(catalog: Write) -> None:
    _, (view,) = explain_event(catalog(), "7", None)
    assert write(view).count("The disk is full.") == 1


def test_blocks_have_their_markers_and_their_sources_below() -> None:
    source = "One.\n\n1. two\n\n   ```sh\n   ls\n   ```\n\n| a | b |\n| - | - |\n| c | d |"
    target = "Um.\n\n1. dois\n\n   ```sh\n   ls\n   ```\n\n| a | b |\n| - | - |\n| e | d |"
    text = write(block_view(description=(source, target), note=("A.\n\nB.", "C.")))
    assert """
  Um.
  | One.

  1) dois
     | two

         ls

  | a | b |
  | --- | --- |
  | e (c) | d |

  C.
  | A.
  |
  | B.""" in "\n".join(line.rstrip() for line in text.split("\n"))


def test_a_flag_is_shown_once_for_all_blocks() -> None:
    page = view("pt-BR", replace(EVENT, strings={"en-US": LocaleStrings(strings={"cause": ("A.\n\n- B.",)})}))
    assert "\n  [en-US]\n  A.\n\n  * B." in write(page)


def test_a_message_is_shown_with_its_spaces_and_escapes_for_its_controls() -> None:
    message = "\n  Name   Size\x07\n  %1     %2"
    page = view("en-US", replace(EVENT, strings={"en-US": LocaleStrings(strings={"message": (message,)})}))
    assert "\n  \n    Name   Size\\x07\n    %1     %2" in write(page)
