"""A translation is validated before it is in the catalog: only errors count, and only checks of its kind."""

import pytest

from eventdocs.model.strings import TextKind, TextPair
from eventdocs.rules.pair_errors import pair_errors


@pytest.mark.parametrize(
    ("target", "errors"),
    [
        ("O disco %1 está cheio.", []),
        ("O disco está cheio.", ["ED301 the translation is missing `%1`"]),
        ("O disco %1 está  cheio", []),  # warnings only
    ],
)
def test_each_error_has_its_code_and_message(target: str, errors: list[str]) -> None:
    assert pair_errors(TextPair("Disk %1 is full.", target, "pt-BR", TextKind.LITERAL, "en-US")) == errors


def test_a_check_of_another_kind_of_text_is_not_run() -> None:
    source, target = "See [it](https://a.example/).", "Veja [isto](https://b.example/)."
    markup, literal = (
        pair_errors(TextPair(source, target, "pt-BR", kind, "en-US"))
        for kind in (TextKind.MARKUP, TextKind.LITERAL)
    )
    assert [error for error in markup if error not in literal] == [
        "ED402 the translation is missing the link to `https://a.example/`"
    ]
