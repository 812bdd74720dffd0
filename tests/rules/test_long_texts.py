"""Texts of the maximum length are checked and rendered quickly, whatever they repeat."""

from itertools import product
from time import process_time

import pytest

from eventdocs.formats.yaml.write import scalar
from eventdocs.model.glossary import Term
from eventdocs.model.limits import TEXT_LENGTH
from eventdocs.model.strings import LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import PairCheck, TextCheck
from eventdocs.rules.registry import CHECKS
from eventdocs.site.markdown import html
from eventdocs.translations.masking import mask, unmask
from eventdocs.translations.pseudo import ACCENTED, pseudo_text
from tests.conftest import sample

_LENGTH = TEXT_LENGTH.default
_TEXTS = {
    "backticks": "`" * _LENGTH,
    "a word that ends with an underscore": "A" + "a" * (_LENGTH - 2) + "_",
    "letters and dots": "a." * (_LENGTH // 2),
    "digits and dots": "1." * (_LENGTH // 2),
    "letters and hyphens": "x-x-" * (_LENGTH // 4) + "_",
    "runs of backticks": "".join("`" * (at % 200) + "a" for at in range(_LENGTH // 100)),
    "open links": "[a](" * (_LENGTH // 4),
    "open brackets": "[" * _LENGTH,
    "open tags": "<a " * (_LENGTH // 3),
    "open addresses": "<http://" * (_LENGTH // 8),
    "addresses": "a@b." * (_LENGTH // 4),
    "stars": "**a *" * (_LENGTH // 5),
    "braces": "{a" * (_LENGTH // 2),
    "percentages": "1%" * (_LENGTH // 2),
    "quoted placeholders": "'%1' " * (_LENGTH // 5),
    "digits before a letter": "1" * (_LENGTH - 1) + "x",
    "names": "".join(f"aB{number} " for number in range(_LENGTH // 8)),
    "lines": "a\n" * (_LENGTH // 2) + "a",
}


@pytest.mark.parametrize(("name", "kind"), sample(product(_TEXTS, (TextKind.MARKUP, TextKind.LITERAL)), 3))
def test_a_text_is_checked_masked_and_rendered_in_seconds(name: str, kind: TextKind) -> None:
    text = _TEXTS[name]
    start = process_time()
    pairs = [
        TextPair(text, text + "x", "pt-BR", kind, "en-US"),
        TextPair(text, "aB " * (_LENGTH // 3), "pt-BR", kind, "en-US"),
        TextPair("aB1 " * (_LENGTH // 4), text, "pt-BR", kind, "en-US"),
    ]
    for check in CHECKS:
        if isinstance(check, TextCheck) and kind in check.kinds:
            list(check.run(LocalizedText(text, "fr-FR", kind)))
        elif isinstance(check, PairCheck) and kind in check.kinds:
            for pair in pairs:
                list(check.run(pair))
    html(text, kind)
    pseudo_text(text, ACCENTED)
    scalar(text)
    masked, parts = mask(text, kind, [Term("a", keep=True)])
    assert unmask(masked, parts) == text
    assert process_time() - start < 8
