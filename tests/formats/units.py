"""Translation units for tests of exchange formats."""

from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

UNITS = (
    TranslationUnit("7:message", "Full: %1\nStop.", kind=TextKind.LITERAL, keys=("7:message",)),
    TranslationUnit(
        "7:cause",
        "Logs.",
        "Registros.",
        text_hash("Registros."),
        State.REVIEWED,
        kind=TextKind.MARKUP,
        keys=("7:cause", "8:cause"),
    ),
    TranslationUnit(
        "7:note",
        "=1+1",
        "=1+2",
        text_hash("=1+2"),
        State.MACHINE,
        stale=True,
        previous="=1",
        kind=TextKind.MARKUP,
        keys=("7:note",),
    ),
)
EXCHANGE = ExchangeFile("en-US", "pt-BR", UNITS, 3)
