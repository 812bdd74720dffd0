"""Rules about placeholders; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    HEADER,
    Cases,
    bad_cases,
    descriptions,
    event_file,
    findings,
    good_cases,
    messages,
    parse_case,
    source_text,
    unreported_marks,
)


def in_syntax(syntax: str, source: str, target: str, locale: str = "pt-BR") -> str:
    """Return a message and its translation in a catalog with a placeholder syntax."""
    header = HEADER.replace("pt-BR", locale)
    return (
        f"# catalog.yaml\n{header}placeholders: {syntax}\n"
        f"# events/7-diskfull.yaml\n{messages(source, target, locale)}"
    )


PLURAL = "{n, plural, one {# file} other {# files}}"
CASES: Cases = {
    "ED301": (
        [
            messages("Disk %1 is full.", "⟦O disco está cheio.⟧"),
            messages("Disk is full.", "O disco ⟦%1⟧ está cheio."),
            messages("Disk %1!s! is full.", "O disco ⟦%1!d!⟧ está cheio."),
            messages("At 70%%.", "⟦Em 70.⟧"),
            descriptions("The value {name} is empty.", "O valor ⟦{nome}⟧ está vazio."),
            messages("%1 of %2.", "%2 de ⟦%2⟧."),
            in_syntax("printf", "%s took %d ms", "⟦%d ms für %s⟧", "de-DE"),
            in_syntax("printf", "Read %s: %m", "⟦Leia: %m⟧"),
            in_syntax("printf", "%s at %d", "%s em ⟦%s⟧"),
            in_syntax("printf", "%s at %d", "%2$d em ⟦%3$s⟧"),
            in_syntax("printf", "%s at %d", "⟦%s em %2$d⟧"),
            in_syntax("journal", "Unit @UNIT@ failed.", "⟦A unidade falhou.⟧"),
            in_syntax("mustache", "Hi {{name}}.", "Oi ⟦{{nome}}⟧."),
            in_syntax("mustache", "Hi {{ name or 'you' }}.", "Oi ⟦{{ nome or 'você' }}⟧."),
            in_syntax("python", "Hi %(name)s, {x}.", "Oi ⟦%(nome)s⟧, {x}."),
            in_syntax("icu", "{who} has {n, plural, other {# by {x}}}.", "⟦{n, plural, other {# de {x}}}.⟧"),
            in_syntax("shell", "Use $1 in ${dir}.", "⟦Use em ${dir}.⟧"),
            in_syntax("shell", "Fits in $size.", "Cabe em ⟦${tamanho}⟧."),
            in_syntax("angle", "Give <file>.", "Indique ⟦<arquivo>⟧."),
            in_syntax("{custom: '~[a-z]+~'}", "Give ~file~.", "Indique ⟦~arquivo~⟧."),
            in_syntax("braces", "Escape {{0}} here.", "Escape ⟦{0}⟧ aqui."),
            in_syntax("pascal", "%s took %d ms", "⟦%d ms für %s⟧", "de-DE"),
            in_syntax("pascal", "%0:s of %1:d", "%1:d de ⟦%0:d⟧"),
            in_syntax("pascal", "%s of %s", "%0:s de ⟦%2:s⟧"),
            in_syntax("pascal", "%0:s and %1:s", "%s e ⟦%0:s⟧"),
            in_syntax("printf", "%s: %Rg is negative", "⟦%s: negativo⟧"),
            in_syntax("printf", "%s: #%d is %Rg", "⟦%s: %2$Rg é #%1$d⟧"),
        ],
        [
            in_syntax("windows", "%1 of %2 (%3% used)", "%2 %1 (%%3)", "tr-TR"),
            messages("See x.org/Rule.", "x.org/%%E3%%83 を参照。", "ja-JP"),
            in_syntax("printf", "Text", "Veja https://example.org/#%21/x/%23mercurial"),
            in_syntax("printf", "Use %include file.", "Use o arquivo."),
            messages("Disk %1 holds %2.", "%2 は %1 にあります。", "ja-JP"),
            messages("%1%n%2", "%1%n%2"),
            messages("Logon.%n%tAccount Name:%t%1", "Anmeldung.%n%tKontoname:%t%t%1", "de-DE"),
            messages("One%nTwo%r%b%0", "Um Dois%!%."),
            messages("Retry at %1%.", "Tente de novo em %1 por cento."),
            messages("%s took {x y} $1 @A@", "Nada"),
            in_syntax(
                "windows", "The {EXCEPTION} -output:{file}", "Die {AUSNAHME} -ausgabe:{datei}", "de-DE"
            ),
            in_syntax("printf", "%s took %d ms", "%2$d ms für %1$s", "de-DE"),
            in_syntax("printf", "%1$s took %2$d ms", "%s levou %d ms"),
            in_syntax("printf", "%i of %d%%", "%d por cento de %d"),
            in_syntax("printf", "100% sure %s", "100% certo %s"),
            in_syntax("shell", "Fits in $size MB.", "Cabe em ${size}MB."),
            in_syntax("printf", "%*d %s", "%3$s %2$*1$d"),
            in_syntax("pascal", "%s took %d ms", "%1:D ms para %0:S"),
            in_syntax("pascal", "%0:s took %1:d ms", "%s levou %d ms"),
            in_syntax("pascal", "%0:s took %1:d ms", "%:s levou %d ms"),
            in_syntax("pascal", "%*.*f of %s", "%*.*f de %s"),
            in_syntax("pascal", "100% sure %s", "100% certo %s"),
            in_syntax("pascal", "%s of %i", "%s de i"),
            in_syntax("pascal", "%s: 50% done", "%s: 50 %de"),
            in_syntax("pascal", "Use %string file.", "Use o arquivo."),
            in_syntax("pascal", "Added %s", "Adicionado 1%sx"),
            in_syntax("icu", PLURAL, "{n, plural, =0 {nada} one {um de {n}} other {# arquivos}}"),
            in_syntax("mustache", "Hi {{ name }}.", "Oi {{name}}."),
            in_syntax("mustache", "Hi {{ name or 'you' }}.", 'Oi {{ name or "você" }}.'),
            in_syntax("[]", "Disk %1 {x}.", "Disco."),
            descriptions("70 percent.", "70%."),
            descriptions("{0} of {1:x8}", "{1:x8} von {0}", "de-DE"),
        ],
    ),
    "ED302": (
        [
            messages("Name:'%1', Payload:%3", "Nome:'%1', carga: ⟦% 3⟧"),
            messages("Disk %1 is full.", "O disco ⟦1%⟧ está cheio."),
            messages("Disk %1 is full.", "ディスク ⟦％1⟧ がいっぱいです。", "ja-JP"),
            messages("Disk %1 is full.", "ディスク ⟦%１⟧ がいっぱいです。", "ja-JP"),
            messages("At 70%%.", "Em 70⟦% %⟧."),
            descriptions("The value {name} is empty.", "O valor ⟦{ name }⟧ está vazio."),
            in_syntax("printf", "File %s", "Arquivo ⟦% s⟧"),
            in_syntax("printf", "File %s", "Arquivo ⟦s%⟧"),
            in_syntax("printf", "%d%% of %s", "%d⟦%⟧ de %s"),
            in_syntax("pascal", "File %0:s", "Arquivo ⟦%0：s⟧"),
            in_syntax("pascal", "File %0:s", "Arquivo ⟦% 0:s⟧"),
            in_syntax("pascal", "%d%% of %s", "%d⟦%⟧ de %s"),
            in_syntax("journal", "Unit @UNIT@", "Unidade ⟦@ UNIT @⟧"),
            in_syntax("journal", "Unit @UNIT@", "Unidade ⟦@@UNIT@⟧"),
            in_syntax("journal", "Unit @UNIT@ of @SLICE@", "Unidade ⟦@UNIT⟧ de @SLICE@"),
            in_syntax("journal", "Unit @UNIT@", "Unidade ⟦＠UNIT＠⟧"),
            in_syntax("mustache", "Hi {{name}}", "Oi ⟦{ {name} }⟧"),
            in_syntax("python", "Hi %(name)s", "Oi ⟦%( Name ) s⟧"),
            in_syntax("shell", "Use $1", "Use ⟦$ 1⟧"),
            in_syntax("angle", "Give <file>", "Indique ⟦‹file›⟧"),
            in_syntax("icu", "Hi {name}", "Oi ⟦{na ⟧me}"),
            in_syntax("icu", PLURAL, "⟦{n, plural,⟧ one {um}}"),
            in_syntax("{custom: '~[a-z]+~'}", "Give ~file~.", "Indique ⟦~ file ~⟧."),
        ],
        [
            messages("Disk %1 is 95%% full.", "O disco %1 está 95%% cheio."),
            messages("Disk %1.", "Disco %1 (1% livre)."),
            descriptions("5 percent", "5 %", "fr-FR"),
        ],
    ),
    "ED306": (
        [
            messages("Disk %1!-10s! is full.", "O disco ⟦%1!-8s!⟧ está cheio."),
            messages("Disk {0,-10}.", "Disco ⟦{0}⟧."),
            in_syntax("printf", "%-10s|%.3f", "⟦%s⟧|%.3f"),
            in_syntax("pascal", "%1:-10.3n|%0:m", "⟦%1:-10.2n⟧|⟦%0:f⟧"),
            in_syntax("mustache", "Hi {{ name or 'you' }}.", "Oi ⟦{{ name or 'você' }}⟧."),
        ],
        [
            messages("Disk %1!s! is full.", "O disco %1 está cheio."),
            in_syntax("printf", "%10s|%-5s", "%2$-5s|%1$10s"),
            in_syntax("braces", "{0,5}{0}", "{0}{0,5}"),
        ],
    ),
    "ED308": (
        [
            messages("Disk %1 is full.", "O disco %1 está cheio (⟦%1⟧)."),
            messages("Copy %1 to %1.bak.", "⟦Copie %1.⟧"),
            in_syntax("python", "{name} “{x}” was added. Add another {name}.", "⟦{name} „{x}“ mais um.⟧"),
            in_syntax("python", "Correct %(field)s of %(x)s.", "%(x)s: %(field)s e ⟦%(field)s⟧."),
            in_syntax("printf", "%1$s or %1$s %2$d", "⟦%1$s %2$d⟧"),
            in_syntax("pascal", "Disk %0:s is full.", "O disco %0:s está cheio (⟦%0:s⟧)."),
            in_syntax("journal", "Unit @UNIT@", "Unidade @UNIT@ ⟦@UNIT@⟧"),
        ],
        [
            messages("%1 of %2.", "%2 de %2."),
            messages("%1%n%t%2", "%1%n%n%t%2"),
            in_syntax("printf", "%s at %d", "%1$s em %2$d (%2$d)"),
            in_syntax("python", "{} of {}", "{} de {} {}"),
            in_syntax("printf", "%d of %d", "%d"),
        ],
    ),
    "ED307": (
        [
            in_syntax("icu", PLURAL, "⟦{n, plural,⟧ one {# файл} other {# файла}}", "ru-RU"),
            in_syntax("icu", PLURAL, "⟦{n, plural,⟧ one {#} two {#} few {#} other {#}}", "ar"),
            in_syntax("icu", PLURAL, "⟦{n, plural,⟧ =1 {um} other {# arquivos}}"),
        ],
        [
            in_syntax("icu", PLURAL, "{n, plural, one {#} few {#} many {#} other {#}}", "ru-RU"),
            in_syntax("icu", PLURAL, "{n, plural, =1 {Eine Datei} other {# Dateien}}", "de-DE"),
            in_syntax("icu", PLURAL, "{n, plural, other {#}}", "ja-JP"),
        ],
    ),
    "ED303": (
        [
            source_text("⟦1%⟧"),
            source_text("Disk ⟦% 1⟧ is full."),
            source_text("Disk ⟦％1⟧ is full."),
            source_text("Disk %1 holds ⟦2%⟧."),
            in_syntax("journal", "The unit ⟦@UNIT⟧ of @SLICE@ failed.", "A unidade de @SLICE@ falhou."),
            in_syntax("journal", "The unit ⟦UNIT@⟧ failed.", "A unidade falhou."),
            in_syntax("journal", "The unit ⟦@ UNIT @⟧ failed.", "A unidade falhou."),
            in_syntax("journal", "The unit ⟦@UNIT⟧.", "A unidade."),
        ],
        [
            in_syntax("journal", "@UNIT@@SLICE@ of x@HOST and @EXAMPLE.COM", "@UNIT@@SLICE@"),
            source_text("Disk %1 is 95% full."),
            source_text("Only 5% is left."),
            source_text("%1"),
        ],
    ),
    "ED304": (
        [
            source_text("⟦Disk %1 holds %3.⟧"),
            source_text("⟦Type %2.⟧"),
            source_text("⟦%1 %4⟧"),
            in_syntax("pascal", "⟦Disk %0:s holds %2:s.⟧", "O disco %0:s tem %2:s."),
        ],
        [
            in_syntax("pascal", "Disk %0:s holds %1:s.", "O disco %0:s tem %1:s."),
            source_text("Disk %1 holds %2."),
            event_file("parameters: [{name: A}, {name: B}]\nstrings:\n  en-US: {message: 'Type %2.'}\n"),
            event_file("strings:\n  en-US: {message: ['Disk %2.', 'Type %1.']}\n"),
        ],
    ),
    "ED305": (
        [
            event_file("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: 'Disk ⟦%2⟧.'\n"),
            event_file("parameters: []\nstrings:\n  en-US:\n    message: Disk ⟦%1⟧.\n"),
            event_file("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: ['%1', 'Disk ⟦%3!s!⟧.']\n"),
        ],
        [
            event_file("parameters: [{name: A}]\nstrings:\n  en-US: {message: 'Disk %1.'}\n"),
            source_text("Disk %9."),
            event_file("parameters: []\nstrings:\n  en-US: {message: Full.}\n"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


def test_hints_have_the_numbers_of_the_syntax() -> None:
    case = in_syntax("pascal", "%s took %d ms", "%d ms für %s", "de-DE")
    assert [each.hint for each in findings(parse_case(case).files, "ED301")] == [
        "number them: `%1:d`, `%0:s`"
    ]
    case = in_syntax("pascal", "Disk %0:s holds %2:s.", "Disco %0:s com %2:s.")
    assert [each.message for each in findings(parse_case(case).files, "ED304")] == [
        "the message has `%2:` but not `%1:`"
    ]


def test_a_misspelled_placeholder_is_not_also_an_extra_one() -> None:
    files = parse_case(messages("The value {name} is empty.", "O valor {Name} está vazio.")).files
    assert findings(files, "ED301") == []
    assert [each.hint for each in findings(files, "ED302")] == ["write `{name}`"]
