"""Bad and good cases of every rule that judges texts; ⟦ ⟧ marks the exact place of the finding."""

from eventdocs.model.ledger import string_hash
from eventdocs.rules.checks import example_pair, example_text

p, a = example_pair, example_text


def d(source: str, target: str, locale: str = "pt-BR") -> str:
    """Write a pair of descriptions."""
    return example_pair(source, target, locale, "description")


def two(first: tuple[str, str], second: tuple[str, str], locale: str = "pt-BR") -> str:
    """Write two events with one message each and its translation."""
    return "".join(
        f"# events/{number}-disk.yaml\nid: {number}\nname: Disk\nstrings:\n"
        f"  en-US: {{message: '{source}'}}\n  {locale}: {{message: {target}}}\n"
        for number, (source, target) in ((7, first), (8, second))
    )


def labels(locale: str, text: str, own: str = "") -> str:
    """Write a labels file and an event with keywords, channel and labels of its own."""
    return (
        f"# labels/{locale}.yaml\n{text}\n# events/7-disk.yaml\nid: 7\nname: Disk\nchannel: analytic\n"
        f"keywords: [Quota, Storage]\nstrings:\n  en-US: {{message: Full.}}\n  {locale}: {{message: X.{own}}}\n"
    )


def item(name: str, own: str, more: str = "") -> str:
    """Write an event with one parameter that a locale says otherwise."""
    return (
        f"id: 7\nname: DiskFull\nparameters: [{{name: {name}}}]\nstrings:\n"
        f"  en-US: {{message: Full.{more}}}\n  pt-BR: {{message: Cheio., {own}}}\n"
    )


def terms(term: str, source: str, target: str, locale: str = "pt-BR") -> str:
    """Write a glossary of one term and a pair."""
    return f"# glossary.yaml\nterms:\n  - {term}\n# events/7-diskfull.yaml\n" + example_pair(
        source, target, locale
    )


def source(body: str) -> str:
    """Write an event of the source locale alone."""
    return f"id: 7\nname: DiskFull\n{body}"


_LONG = "This event is emitted when the disk of the server is full and nothing can be written."
_S = "{term: session, forms: [sessions], locales: {pt-BR: {use: [sessão, sessões], avoid: [seção]}, ja-JP: {use: [セッション], avoid: [会合]}}}"
_KEEP = "{term: Active Directory, keep: yes}"

_A, _B, _C = (string_hash((text,), ("message",)) for text in ("Full.", "Cheio.", "Other."))


def ledger(*records: str, target: str = "Cheio.") -> str:
    """Write a ledger of pt-BR and the event that it is about."""
    lines = "".join(f"{record}\n" for record in records)
    event = f"id: 7\nname: DiskFull\nstrings:\n  en-US: {{message: Full.}}\n  pt-BR:\n    message: {target}\n"
    return f"# ledgers/pt-BR.ledger\n{lines}# events/7-diskfull.yaml\n{event}"


# code: (bad cases, good cases)
CASES: dict[str, tuple[list[str], list[str]]] = {
    "ED201": (
        [
            source("strings:\n  en-US: {message: [A., B.]}\n  pt-BR:\n    message: ⟦C. D.⟧\n"),
            source("strings:\n  en-US: {message: A. B.}\n  pt-BR:\n    ⟦message⟧: [C., D.]\n"),
            source(
                "strings:\n  en-US: {message: [A., B., C.]}\n  ja-JP:\n    ⟦message⟧:\n      - D.\n      - E.\n"
            ),
        ],
        [
            source("strings:\n  en-US: {message: [A., B.]}\n  pt-BR: {message: [C., D.]}\n"),
            source("strings:\n  en-US: {message: A.}\n  pt-BR: {message: [C.]}\n"),
            source("strings:\n  en-US: {message: [A., B.]}\n"),
        ],
    ),
    "ED202": (
        [
            source("strings:\n  en-US: {message: A., note: B.}\n  ⟦pt-BR⟧: {message: C.}\n"),
            source("strings:\n  en-US: {message: A.}\n  ⟦ja-JP⟧: {labels: {levels: {error: X}}}\n"),
            source(
                "parameters: [{name: X}]\nstrings:\n"
                "  en-US: {message: A., parameters: {X: {description: B.}}}\n  ⟦ru-RU⟧: {message: C.}\n"
            ),
        ],
        [
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ar]\n# events/7-diskfull.yaml\n"
            + source("strings:\n  en-US: {message: A.}\n  ar: {message: ب.}\n"),
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\n# events/7-diskfull.yaml\n"
            + source("strings:\n  en-US: {message: A.}\n"),
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ar]\n# events/7-diskfull.yaml\n"
            + source("strings:\n  en-US: {title: A}\n"),
        ],
    ),
    "ED203": (
        [
            source("strings:\n  en-US: {message: A.}\n  pt-BR:\n    message: ⟦''⟧\n"),
            source("strings:\n  en-US:\n    message: ⟦''⟧\n"),
            source(
                "strings:\n  en-US: {message: [A., B.]}\n  pt-BR:\n    message:\n      - C.\n      - ⟦''⟧\n"
            ),
        ],
        [p("A.", "B."), a("A."), source("strings:\n  en-US: {message: [A., B.]}\n")],
    ),
    "ED204": (
        [
            p("The disk is full.", "⟦The disk is full.⟧"),
            d("Set `x` to free space.", "⟦Set `x` to free space.⟧", "de-DE"),
            source(
                "strings:\n  en-US: {message: [Closed., The disk is full.]}\n"
                "  fr-FR:\n    message:\n      - Fermé.\n      - ⟦The disk is full.⟧\n"
            ),
        ],
        [
            p(
                "AppDomain.FriendlyName %1, ProcessName %2, ProcessId %3.",
                "AppDomain.FriendlyName %1, ProcessName %2, ProcessId %3.",
            ),
            p("%1", "%1"),
            p("Message", "Message", "fr-FR"),
            p("0x80070005: %1 (4031)", "0x80070005: %1 (4031)", "ja-JP"),
        ],
    ),
    "ED205": (
        [
            p("The disk is full.", "⟦O disco está cheio.⟧", "ja-JP"),
            p("The disk is full.", "⟦Le disque est plein.⟧", "ru-RU"),
            p("The disk is full.", "⟦Диск заполнен.⟧", "pt-BR"),
        ],
        [
            p("SocketId %1 closed.", "SocketId %1 が閉じました。", "ja-JP"),
            p("ServiceHost: %1.", "ServiceHost：%1。", "ja-JP"),
            p("OK", "OK", "ar"),
        ],
    ),
    "ED206": (
        [
            two(("The disk is full.", "O disco encheu."), ("The disk is full.", "⟦Disco⟧ encheu.")),
            two(("The disk is full.", "Disco cheio."), ("The disk is full.", "Disco ⟦lotado⟧.")),
            two(("The disk is full.", "満杯です。"), ("The disk is full.", "満杯で⟦した⟧。"), "ja-JP"),
        ],
        [
            two(("The disk is full.", "Disco cheio."), ("The disk is full.", "Disco cheio.")),
            two(("Closed.", "Fechado."), ("Closed.", "Fechada.")),
            two(("The disk is full.", "Disco cheio."), ("The tape is full.", "Fita cheia.")),
        ],
    ),
    "ED207": (
        [
            two(("Writing started.", "Gravação."), ("Writing stopped.", "⟦Gravação.⟧")),
            two(("Opening the channel failed.", "Canal."), ("Opening the channel succeeded.", "⟦Canal.⟧")),
            two(("ReadAll is called.", "Chamada."), ("WriteAll is called.", "⟦Chamada.⟧")),
        ],
        [
            two(("Writing started.", "Início."), ("Writing has started.", "Início.")),
            two(("Writing started.", "Início."), ("Writing stopped.", "Fim.")),
            two(("The write was started.", "Início."), ("The writing is started.", "Início.")),
        ],
    ),
    "ED208": (
        [
            labels("pt-BR", "headings: {message: Mensagem}", ", labels: {headings: {message: ⟦Recado⟧}}"),
            labels("pt-BR", "properties: {level: Nível}", ", labels: {properties: {level: ⟦Grau⟧}}"),
            labels("ja-JP", "levels: {error: エラー}", ", labels: {levels: {error: ⟦誤り⟧}}"),
        ],
        [
            labels("pt-BR", "headings: {message: Mensagem}"),
            labels("pt-BR", "headings: {message: Mensagem}", ", labels: {headings: {message: Mensagem}}"),
            labels("pt-BR", "headings: {cause: Causa}", ", labels: {headings: {message: Recado}}"),
        ],
    ),
    "ED209": (
        [
            labels("pt-BR", "levels:\n  critical: Erro\n  error: ⟦Erro⟧"),
            labels("de-DE", "levels: {informational: Info, verbose: ⟦Info⟧}"),
            labels("ja-JP", "levels: {error: 警告, warning: ⟦警告⟧}"),
        ],
        [
            labels("pt-BR", "levels: {critical: Crítico, error: Erro}"),
            labels("pt-BR", "levels: {error: Erro}"),
            labels("pt-BR", "headings: {message: Erro, description: Erro}"),
        ],
    ),
    "ED210": (
        [
            d(_LONG, "⟦Cheio.⟧"),
            d(
                "Full.",
                "⟦Este evento é emitido quando o disco do servidor está cheio e nada pode ser gravado.⟧",
            ),
            d(_LONG, "⟦満杯。⟧", "ja-JP"),
        ],
        [
            d(_LONG, "Este evento é emitido quando o disco do servidor está cheio."),
            d("Full.", "O disco está completamente cheio."),
            d(_LONG, "サーバーのディスクがいっぱいで、何も書き込めないときに発生します。", "ja-JP"),
        ],
    ),
    "ED220": (
        [
            ledger("7:message", f" {_C} {_B} reviewed", target="⟦Cheio.⟧"),
            ledger("7:message", f" {_C} {_B} machine mt:x", target="⟦'Cheio.'⟧"),
            ledger("7:message", f" {_C} {_B} translated ana # why", target='⟦"Cheio."⟧'),
        ],
        [
            ledger("7:message", f" {_A} {_B} reviewed"),
            ledger("7:message", f" {_C} {_C} reviewed"),
            ledger("8:message", f" {_C} {_B} reviewed"),
        ],
    ),
    "ED221": (
        [
            ledger("7:message", f" {_A} {_C} reviewed", target="⟦Cheio.⟧"),
            ledger(target="⟦Cheio.⟧"),
            ledger("7:message", f" {_A} {_B} nonsense", target="⟦Cheio.⟧"),
        ],
        [
            ledger("7:message", f" {_A} {_B} reviewed"),
            ledger("7:message", f" {_C} {_B} reviewed"),
            p("Full.", "Cheio."),
        ],
    ),
    "ED222": (
        [
            ledger("⟦7:cause⟧", f" {_A} {_B} reviewed", "7:message", f" {_A} {_B} reviewed"),
            ledger("7:message", f" {_A} {_B} reviewed", "⟦8:message⟧", f" {_A} {_B} reviewed"),
            ledger("⟦label:headings.message⟧", f" {_A} {_B} reviewed"),
        ],
        [ledger("7:message", f" {_A} {_B} reviewed"), ledger(), ledger("7", f" page {'0' * 40}")],
    ),
    "ED223": (
        [
            ledger("⟦7:message⟧", f" {_A} {_B} reviewed", f" {_C} {_B} reviewed"),
            ledger("⟦7:message⟧", f" {_A} {_B} reviewed", "7:message", f" {_A} {_B} machine"),
            ledger(
                "<<<<<<< a", "⟦7:message⟧", f" {_A} {_B} reviewed", "=======", "7:message", " x", ">>>>>>> b"
            ),
        ],
        [
            ledger("7:message", f" {_A} {_B} reviewed", f" {_A} {_B} reviewed"),
            ledger("<<<<<<< a", "7:message", f" {_A} {_B} reviewed", "=======", ">>>>>>> b"),
            ledger("7:message"),
        ],
    ),
    "ED301": (
        [
            p("Disk %1 is full.", "⟦O disco está cheio.⟧"),
            p("Disk is full.", "O disco ⟦%1⟧ está cheio."),
            p("Disk %1!s! is full.", "O disco ⟦%1!d!⟧ está cheio."),
            p("At 70%%.", "⟦Em 70.⟧"),
            d("The value {name} is empty.", "O valor ⟦{nome}⟧ está vazio."),
            p("%1 of %2.", "%2 de ⟦%2⟧."),
        ],
        [
            p("Disk %1 holds %2.", "%2 は %1 にあります。", "ja-JP"),
            p("%1%n%2", "%1%n%2"),
            d("70 percent.", "70%."),
            d("{0} of {1:x8}", "{1:x8} von {0}", "de-DE"),
        ],
    ),
    "ED302": (
        [
            p("Name:'%1', Payload:%3", "Nome:'%1', carga: ⟦% 3⟧"),
            p("Disk %1 is full.", "O disco ⟦1%⟧ está cheio."),
            p("Disk %1 is full.", "ディスク ⟦％1⟧ がいっぱいです。", "ja-JP"),
            p("Disk %1 is full.", "ディスク ⟦%１⟧ がいっぱいです。", "ja-JP"),
            p("At 70%%.", "Em 70⟦% %⟧."),
            d("The value {name} is empty.", "O valor ⟦{ name }⟧ está vazio."),
        ],
        [
            p("Disk %1 is 95%% full.", "O disco %1 está 95%% cheio."),
            p("Disk %1.", "Disco %1 (1% livre)."),
            d("5 percent", "5 %", "fr-FR"),
        ],
    ),
    "ED303": (
        [a("⟦1%⟧"), a("Disk ⟦% 1⟧ is full."), a("Disk ⟦％1⟧ is full."), a("Disk %1 holds ⟦2%⟧.")],
        [a("Disk %1 is 95% full."), a("Only 5% is left."), a("%1")],
    ),
    "ED304": (
        [a("⟦Disk %1 holds %3.⟧"), a("⟦Type %2.⟧"), a("⟦%1 %4⟧")],
        [
            a("Disk %1 holds %2."),
            source("parameters: [{name: A}, {name: B}]\nstrings:\n  en-US: {message: 'Type %2.'}\n"),
            source("strings:\n  en-US: {message: ['Disk %2.', 'Type %1.']}\n"),
        ],
    ),
    "ED305": (
        [
            source("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: 'Disk ⟦%2⟧.'\n"),
            source("parameters: []\nstrings:\n  en-US:\n    message: Disk ⟦%1⟧.\n"),
            source("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: ['%1', 'Disk ⟦%3!s!⟧.']\n"),
        ],
        [
            source("parameters: [{name: A}]\nstrings:\n  en-US: {message: 'Disk %1.'}\n"),
            a("Disk %9."),
            source("parameters: []\nstrings:\n  en-US: {message: Full.}\n"),
        ],
    ),
    "ED310": (
        [
            d("Set `MaxBytes`.", "Aumente ⟦`MáximoBytes`⟧."),
            d("Set `A` and `B`.", "⟦Aumente `A`.⟧"),
            d("Run `net stop x`.", "⟦net stop x を実行します。⟧", "ja-JP"),
        ],
        [d("Set `A` and `B`.", "`B` と `A`。", "ja-JP"), d("Set x.", "Aumente `x`."), d("A", "B")],
    ),
    "ED311": (
        [
            p("SocketId:%1 closed.", "⟦Socketid⟧:%1 fechado."),
            p("Calling ReceiveContext.Complete.", "⟦Chamando o contexto.⟧"),
            p("Calling ReceiveContext.Complete.", "Chamando ⟦receivecontext. Complete⟧."),
            p("Error 0x80070005.", "⟦Erro.⟧"),
            d("See https://example.org/a.", "⟦Veja o guia.⟧"),
            p("ID == '%1'.", "ID ⟦= =⟧ '%1'."),
        ],
        [
            p("SocketId:%1 closed.", "SocketId:%1 fechado."),
            p("The URIs are closed, i.e. gone.", "Os endereços foram fechados."),
            p("Calling ReceiveContext.Complete.", "ReceiveContext.Complete を呼び出しています。", "ja-JP"),
        ],
    ),
    "ED312": (
        [
            labels("pt-BR", "channels:\n  analytic: ⟦Produto/Analítico⟧"),
            labels("pt-BR", "keywords:\n  Quota: ⟦Cota⟧"),
            labels("fr-FR", "keywords:\n  Quota, Storage: ⟦Quota, Stockage⟧"),
        ],
        [
            labels("pt-BR", "channels: {analytic: Product/Analytic}"),
            labels("ja-JP", "keywords: {'Quota, Storage': Quota、Storage}"),
            labels("pt-BR", "headings: {message: Mensagem}"),
        ],
    ),
    "ED313": (
        [
            item("Drive", "parameters: {Drive: {label: ⟦Unidade⟧}}"),
            item("Drive", "id: '⟦7.0⟧'"),
            item("Drive", "parameters: {Drive: {type: ⟦texto⟧}}", ", parameters: {Drive: {type: string}}"),
            item("Drive", "title: ⟦7 - DiscoCheio⟧"),
        ],
        [
            item("Drive", "parameters: {Drive: {description: A unidade.}}"),
            item("Drive", "title: 7 — DiskFull"),
            item("Drive", "parameters: {Drive: {label: Drive}}"),
        ],
    ),
    "ED314": (
        [
            p("Writing '%1'.", "Gravando ⟦%1⟧."),
            p("From '%1' to '%2'.", "De '%1' a ⟦%2⟧."),
            p("Type '{0}'.", "型 ⟦{0}⟧。", "ja-JP"),
        ],
        [
            p("Writing '%1'.", "Écriture de «\u00a0%1\u00a0».", "fr-FR"),
            p("Writing '%1'.", "「%1」を書き込みます。", "ja-JP"),
            p("Writing %1.", "Gravando %1."),
        ],
    ),
    "ED315": (
        [
            p("Wrote to the EventLog.", "⟦Gravado no log.⟧"),
            p("The tokenId is %1.", "⟦トークン ID は %1 です。⟧", "ja-JP"),
            p("DataContract started.", "⟦Contrato iniciado.⟧"),
        ],
        [
            p("Wrote to the EventLog.", "Gravado no EventLog."),
            p("The log.", "O log."),
            p("APIs.", "接口", "ja-JP"),
        ],
    ),
    "ED401": (
        [
            d("A|B", "A ⟦#124;⟧B"),
            d("A < B", "A ⟦&lt;⟧ B"),
            d("It's", "⟦& #39;⟧ A"),
            d("A|B", "A ⟦&amp;#124;⟧B"),
        ],
        [d("A|B", "A | B"), d("Item #12; see A.", "Item #12; veja A."), d("Use `&lt;`.", "Use `&lt;`.")],
    ),
    "ED402": (
        [
            d("See [it](https://a.example/x).", "Veja [isto](⟦https://a.example/y⟧)."),
            d("See [it](https://a.example/x).", "⟦Veja isto.⟧"),
            d("See <https://a.example/x>.", "⟦Veja isto.⟧"),
        ],
        [
            d("See [it](https://a.example/en-us/x).", "Veja [isto](https://a.example/pt-br/x)."),
            d("See [it](https://a.example/x).", "Veja [isto](https://a.example/x)."),
            d("See it.", "Veja isto."),
        ],
    ),
    "ED403": (
        [
            a("The ⟦<b>⟧disk⟦</b>⟧.", "description"),
            d("A", "B⟦<br/>⟧C"),
            a("A⟦&nbsp;⟧B", "description"),
        ],
        [
            a("The `<b>` tag.", "description"),
            a("The <b>.", "message"),
            a("A < B, see <https://a.example>.", "description"),
        ],
    ),
    "ED404": (
        [
            a("See [x](⟦javascript:y⟧).", "description"),
            d("See [x](a.html).", "Veja [x](⟦file:///a⟧)."),
            a("See [x](⟦//evil.example⟧).", "description"),
        ],
        [
            a("See [x](https://a.example/).", "description"),
            a("See [x](8-other.html).", "description"),
            a("See [x](mailto:a@b.example).", "description"),
        ],
    ),
    "ED405": (
        [
            a("Set ⟦`⟧MaxBytes.", "description"),
            d("Do **not**.", "⟦**⟧Não*."),
            a("A `b` ⟦`⟧c", "description"),
        ],
        [a("Set `MaxBytes`.", "description"), a("Do **not**.", "description"), a("5 ` 3", "message")],
    ),
    "ED406": (
        [
            d("Do **not**.", "⟦Não.⟧"),
            d("**A** and **B**.", "⟦**A** e B.⟧"),
            d("Do **not**.", "⟦しない。⟧", "ja-JP"),
        ],
        [d("Do **not**.", "**Não**."), d("Do not.", "**Não**."), p("A ** B", "A B")],
    ),
    "ED407": (
        [
            d("`true` if full.", "⟦`true`⟧Se cheio."),
            d("The `A` event.", "O evento⟦`A`⟧.", "pt-BR"),
            d("The `A` event.", "Das⟦`A`⟧-Ereignis.", "de-DE"),
        ],
        [
            d("The `A` event.", "Das `A`-Ereignis, l'`A`.", "de-DE"),
            d("The `A` event.", "この`A`イベント。", "ja-JP"),
            d("Two`A`s.", "Dois`A`es."),
        ],
    ),
    "ED501": (
        [
            p("The disk is full.", "O disco está chei⟦o⟧"),
            p("Is it full?", "Está cheio⟦.⟧"),
            p("The disk is full.", "ディスクがいっぱいで⟦す⟧", "ja-JP"),
            p("Name:", "Nom⟦.⟧", "fr-FR"),
        ],
        [
            p("The disk is full.", "ディスクがいっぱいです。", "ja-JP"),
            p("Is it full?", "هل امتلأ القرص؟", "ar"),
            p("The disk is full.", "ดิสก์เต็ม", "th-TH"),
            p("See '%1'.", "Voir «\u00a0%1\u00a0».", "fr-FR"),
        ],
    ),
    "ED502": (
        [
            p("Name: %1", "Nom⟦:⟧ %1", "fr-FR"),
            p("Full?", "Plein⟦ ?⟧", "fr-FR"),
            p("Type '%1'", "Type ⟦«%⟧1\u00a0»", "fr-FR"),
        ],
        [
            p("Name: %1", "Nom\u00a0: %1", "fr-FR"),
            p("Full!", "Plein!", "fr-CA"),
            p("At 10:30, see https://a.example", "À 10:30, voir https://a.example", "fr-FR"),
        ],
    ),
    "ED503": (
        [a("The disk⟦  ⟧is full."), p("Full.", "O disco⟦   ⟧está."), a("Type⟦  ⟧%1.")],
        [a("The disk is full."), source("strings:\n  en-US: {message: [A., ' B.']}\n"), a("%1 %2")],
    ),
    "ED504": (
        [a("The ⟦disk disk⟧ is full."), p("Full.", "O disco ⟦está está⟧ cheio."), a("⟦Is is⟧ full.")],
        [a("All that that says."), p("A.", "Vous vous connectez.", "fr-FR"), a("%1 %1 full")],
    ),
    "ED505": (
        [
            p("At most 1,000 disks.", "Höchstens ⟦1,000⟧ Disks.", "de-DE"),
            p("At 70 percent.", "⟦Em setenta por cento.⟧"),
            p("Wait 300 seconds.", "⟦Aguarde 30 segundos.⟧"),
        ],
        [
            p("At most 1,000 disks.", "Höchstens 1.000 Disks.", "de-DE"),
            p("At 70 percent.", "٧٠ بالمائة", "ar"),
            p("Disk %1 of 2.", "Disco %1 de 2."),
        ],
    ),
    "ED506": (
        [
            p("The disk (%1) is full.", "O disco ⟦(⟧%1 está cheio."),
            p("The disk (%1) is full.", "O disco %1⟦)⟧ está cheio."),
            p("Item [%1].", "項目 ⟦「⟧%1", "ja-JP"),
        ],
        [
            p("The disk(s) are full.", "Os discos estão cheios."),
            p("Item (%1).", "項目（%1）。", "ja-JP"),
            p("a) first", "a) primeiro"),
        ],
    ),
    "ED507": (
        [
            p("Type '%1' is unknown.", "O tipo '%1⟦”⟧ é."),
            d("Type 'x'.", "Typ \"x⟦'⟧.", "de-DE"),
            p("Type '%1'.", "Type «\u00a0%1\u00a0»⟦'⟧.", "fr-FR"),
        ],
        [
            p("Type '%1'.", "Typ „%1“.", "de-DE"),
            d("The `x` event.", "L'`x` événement d'aujourd'hui.", "fr-FR"),
            p("Don't do it.", "Ne le faites pas."),
        ],
    ),
    "ED508": (
        [
            d("Type 'x'.", "O tipo ⟦' ⟧x'."),
            p("Type '%1'.", 'Typ "%1⟦ "⟧.', "de-DE"),
            p("Type '%1'.", "Type ⟦“ ⟧%1”.", "fr-FR"),
        ],
        [
            p("Type '%1'.", "Type «\u00a0%1\u00a0».", "fr-FR"),
            p("Type '%1'.", "O tipo '%1' está cheio."),
            p("Type ' %1'.", "O tipo ' %1'."),
        ],
    ),
    "ED509": (
        [
            p("Since 03/30/2017.", "Desde ⟦03/30/2017⟧."),
            p("Since 12/01/2017.", "Seit ⟦12/01/2017⟧.", "de-DE"),
            p("Until 03/04/2019 only.", "Até ⟦03/04/2019⟧ apenas."),
        ],
        [
            p("Since 03/30/2017.", "Desde 30/03/2017."),
            p("Since 2017-03-30.", "Desde 2017-03-30."),
            p("Since 03/30/2017.", "Desde março de 2017."),
        ],
    ),
    "ED511": (
        [a("Disk ⟦\u202e⟧%1."), p("A.", "B ⟦\u2067⟧C."), p("A.", "B⟦\u2069⟧ C.", "ar")],
        [p("A %1.", "\u2068%1\u2069 ب.", "ar"), a("\u202aA\u202c"), p("A.", "ب\u200f.", "ar")],
    ),
    "ED512": (
        [a("The Disk⟦\u200b⟧Pool."), p("A.", "Disk⟦\u00ad⟧Pool."), a("x⟦\u2060⟧1")],
        [p("A.", "می\u200cشود.", "ar"), a("DiskPool."), p("A.", "ดิสก์\u200bเต็ม", "th-TH")],
    ),
    "ED513": (
        [a("The Disk⟦Р⟧ool."), p("A.", "W⟦С⟧F falhou.", "pt-BR"), a("The ⟦Ｗ⟧CF.")],
        [p("A.", "Диск WCF.", "ru-RU"), p("A.", "ＷＣＦ サービス", "ja-JP"), a("5 µs and π.")],
    ),
    "ED520": (
        [
            terms(_S, "The session failed.", "A ⟦seção⟧ falhou."),
            terms(_S, "Two sessions failed.", "Duas: ⟦Seção⟧ falhou."),
            terms(_S, "The session failed.", "その⟦会合⟧は失敗しました。", "ja-JP"),
        ],
        [
            terms(_S, "The session failed.", "A sessão falhou."),
            terms(_S, "The section failed.", "A seção falhou."),
            terms(_S, "The session failed.", "Intersseção e sessão."),
        ],
    ),
    "ED521": (
        [
            terms(_S, "The session failed.", "⟦O diálogo falhou.⟧"),
            terms(_S, "Two sessions failed.", "⟦Dois falharam.⟧"),
            terms(_S, "The session failed.", "⟦失敗しました。⟧", "ja-JP"),
        ],
        [
            terms(_S, "Two sessions failed.", "As sessões falharam."),
            terms(_S, "The session failed.", "このセッションは失敗しました。", "ja-JP"),
            terms(_S, "The disk failed.", "O disco falhou."),
        ],
    ),
    "ED522": (
        [
            terms(_KEEP, "Active Directory is down.", "⟦O Diretório Ativo caiu.⟧"),
            terms("{term: WCF, keep: yes}", "The WCF host.", "⟦O host.⟧"),
            terms("{term: WCF, keep: yes}", "The WCF host.", "⟦ホスト。⟧", "ja-JP"),
        ],
        [
            terms(_KEEP, "Active Directory is down.", "O Active Directory caiu."),
            terms("{term: WCF, keep: yes}", "The WCF host.", "WCFホスト。", "ja-JP"),
            terms("{term: WCF, keep: yes}", "The host.", "O host."),
        ],
    ),
    "ED530": (
        [
            source("strings:\n  ⟦en-US⟧: {note: Rare.}\n"),
            source("⟦strings⟧:\n  pt-BR: {message: Cheio.}\n"),
            source("strings:\n  ⟦en-US⟧: {title: 7 - DiskFull}\n"),
        ],
        [a("Full."), a("Full.", "description"), source("strings:\n  en-US: {message: [A., B.]}\n")],
    ),
    "ED531": (
        [
            a("Emitted when the disk is full.", "description")
            + f"# events/{n}.yaml\nid: {n}\nname: X\nstrings:\n  en-US: {{description: {text}}}\n"
            for n, text in (
                (8, "⟦Emitted when the disk is full.⟧"),
                (9, "⟦'Emitted when the disk is full.'⟧"),
                (10, '⟦"Emitted when the disk is full."⟧'),
            )
        ],
        [
            a("Emitted when the disk is full.", "description"),
            a("Full.", "description")
            + "# events/8.yaml\nid: 8\nname: X\nstrings:\n  en-US: {description: Full.}\n",
            a("Emitted when the disk is full.", "description")
            + "# events/8.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings:\n"
            "  en-US: {description: Emitted when the disk is full.}\n",
        ],
    ),
    "ED532": (
        [
            "# events/7.yaml\nid: 7\nname: ⟦DiskFull⟧\nstrings: {}\n",
            "# events/a/8-diskfull.yaml\nid: 7\nname: ⟦DiskFull⟧\nstrings: {}\n",
            "# events/7-diskfull.yaml\nid: 7\nversion: 1\nname: ⟦DiskFull⟧\nstrings: {}\n",
        ],
        [
            "# events/a/b/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings: {}\n",
            "# events/7-diskfull-v1.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings: {}\n",
            "# events/7-diskfull.yaml\nid: 7\nprovider: store\nname: DiskFull\nstrings: {}\n",
        ],
    ),
    "ED533": (
        [
            a("A.") + f"# events/8.yaml\nid: ⟦7⟧\nversion: {version}\nname: {name}\nstrings: {{}}\n"
            for version, name in ((1, "DiskSlow"), (2, "DiskFul"), (3, "diskfull"))
        ],
        [
            a("A.") + "# events/8.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings: {}\n",
            a("A.") + "# events/8.yaml\nid: 8\nname: DiskFull\nstrings: {}\n",
            a("A.") + "# events/8.yaml\nid: 7\nprovider: store\nname: DiskSlow\nstrings: {}\n",
        ],
    ),
}
