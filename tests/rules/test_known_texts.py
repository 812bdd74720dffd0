"""Texts in many languages on which rules were once wrong: the findings about each are exactly these."""

import pytest

from eventdocs.commands.check import all_diagnostics
from eventdocs.store.catalog import parse_catalog
from tests.rules.catalogs import messages, parse_case

# Locale, source and translation, with no finding.
RIGHT = [
    ("ru-RU", "Subject:%n%tAccount: %1", "Субъект:%n%tИмя: %1"),
    ("ko-KR", "Created new '%1'.", "새 '%1'이(가) 만들어졌습니다."),
    ("ko-KR", "Opened 'Store' now.", "지금 'Store'를 열었습니다."),
    ("ja-JP", "Opened '%1' now.", "鍵リング'%1'を開きました。"),
    ("tr-TR", "The value in '%1' is bad.", "'%1'in değeri kötü."),
    ("tr-TR", "The value of 'Open' is 0.", "'Open'in değeri 0'dan."),
    ("tr-TR", "Revisions of <file>.", "<dosya>'dan olan revizyonlar."),
    ("de-DE", "Cannot read '%1'.", "Kann `%1' nicht lesen."),
    ("de-DE", "Logon.%n%tAccount Name:%t%1", "Anmeldung.%n%tKontoname:%t%t%1"),
    ("zh-CN", "Step 2 %1 failed.", "步骤2%1失败。"),
    ("de-DE", "Retry at %1%.", "Wiederholung bei %1%."),
    ("tr-TR", "The limit is at 50%.", "Sınır %50 oldu."),
    ("de-DE", "The client failed.This can happen.", "Der Client ist gescheitert. Das passiert."),
    ("de-DE", "Layout && Appearance", "Layout und Aussehen"),
    ("de-DE", "Runs '%1'/flow now.", "Führt '%1'/Ablauf aus."),
    ("de-DE", "A value == 1 and >= 2 is right.", "Ein Wert gleich 1 und mindestens 2 ist richtig."),
    ("de-DE", "Get MSBuild at x.org/msbuild.exe.", "MSBuild gibt es unter x.org/msbuild.exe."),
    ("de-DE", "An Asp.Net error occurred.", "Ein ASP.NET-Fehler ist aufgetreten."),
    ("de-DE", "At most 32000 disks.", "Höchstens 32.000 Datenträger."),
    ("fr-FR", "At most 10240 disks.", "Au plus 10 240 disques."),
    ("de-DE", "There are 2 disks.", "Es gibt zwei Datenträger."),
    ("de-DE", "The ToolStrips are gone.", "Das ToolStrip ist weg."),
    ("de-DE", r"Failed.\r\nError: %1", r"Gescheitert.\r\nFehler: %1"),
    ("pl-PL", "Find SELinux types.", "Typy SELinuksa."),
    ("ru-RU", "Find all URLs.", "Найти URLы."),
    ("fr-FR", "Found ')' here.", "«\u00a0)\u00a0» trouvé ici."),
    ("de-DE", "Press yY or nN.", "Drücken Sie jJ oder nN."),
    ("fr-FR", "cron: failed.", "cron: échec."),
    ("de-DE", "Linux swap", "Linux swap"),
    ("pt-BR", "Example: /events/search/", "Exemplo: /eventos/buscar/"),
    ("pl-PL", "Such as <anna.b@example.org>.", "Na przykład <jan.k@example.pl>."),
    ("de-DE", "Report it to <https://x.org/team/>.", "Melden Sie es an <https://x.org/team/de.html>."),
    ("de-DE", "See <http://x.org/a>.", "Siehe <https://x.org/a>."),
    ("fr-FR", "Write table.column here.", "Mettez table.colonne ici."),
    ("de-DE", "Bad keyDB.", "Falsche KeyDB."),
    ("de-DE", "Type   DataType   SymVec", "Typ   DatenTyp   SymVek"),
    ("de-DE", "Whether it is shown", "Wird es gezeigt?"),
    ("pt-BR", "Max size", "Tam. máx."),
    ("zh-CN", "Size: ", "大小："),
    ("de-DE", "The range is [0,254].", "Der Bereich ist [0,254]."),
    ("pl-PL", "At most 10,000 disks.", "Najwyżej 10000 dysków."),
    ("tr-TR", "The status is 0.", "Durum 0'dır."),
    ("pt-BR", "  PATH      A resource path", "  CAMINHO   Um caminho do recurso"),
    ("de-DE", "Value : %1", "Wert           : %1"),
    ("tr-TR", "--file=FILE  read FILE", "--file=DOSYA DOSYA okunur"),
    ("de-DE", 'app log -r "keyword(bug) and not merge(all)"', 'app log -r "keyword(bug) and not merge(all)"'),
    ("de-DE", "app list [OPTION]... [DIR]...", "app list [OPTION]... [DIR]..."),
    ("de-DE", "[color]\nadded = green bold on black", "[color]\nadded = green bold on black"),
    ("de-DE", "$ app convert old new", "$ app convert old new"),
    ("de-DE", "[Mail]/Sent Items", "[Mail]/Gesendete Elemente"),
    ("pt-BR", "Write section.name here.", "Escreva seção.nome aqui."),
    ("de-DE", "The site, as example.com", "Die Site, etwa beispiel.de"),
    ("ru-RU", "path=/location/of/app", "path=/путь/к/app"),
    ("fr-FR", "See <http://x.org/a>.", "Voir <http://www.x.org/a>."),
    ("ru-RU", "The mode WxH is set.", "Режим ШxВ задан."),
    ("ru-RU", "Open <comUNIT> now.", "Открыть <comНОМЕР> сейчас."),
    ("pl-PL", "Use PATH of the program.", "Używa ŚCIEŻKI programu."),
    ("ja-JP", "Title|Copy", "コピー"),
    ("ja-JP", "It updates the disk (see the guide).", "ディスクを更新します。(ガイド参照)"),
    ("pl-PL", "Add it to the DIR-FILE.", "Dodanie do PLIK-DIR."),
    ("ko-KR", "Question mark", "?"),
    ("fr-FR", "From 01/01/2000 to 31/12/2010.", "Du 01/01/2000 au 31/12/2010."),
    ("ja-JP", "Display the date of it?", "日付を表示するかどうかを指定します。"),
    ("de-DE", "Is it closed?", "Geschlossen"),
    ("pt-BR", "Labels such as these will be used.", "São usadas etiquetas como estas, etc."),
    ("de-DE", "Are you sure you want it", "Möchten Sie es wirklich?"),
    ("ru-RU", "/Chat/Media/Audio\\/Video Call", "/Беседа/Медиа/Аудио\\/Видеозвонок"),
    ("pt-BR", "Draw hori_zontal lines", "Desenhe linhas hori_zontais"),
    ("fr-FR", "Africa/Addis_Ababa", "Afrique/Addis_Abeba"),
    ("fr-FR", "join &lt;user&gt;: Join it.", "joindre &lt;nom&gt;\u00a0: Joindre."),
    ("fr-FR", "'", " »"),
    ("fr-FR", "audio;song;", "audio;chanson;"),
    ("fr-FR", "Use a sign such as !, # or @.", "Utilisez un signe tel que !, # ou @."),
    ("de-DE", "translator-credits", "Anna Beispiel <anna@example.org>, Otto Muster <otto@example.org>"),
    ("pt-BR", "\n   Did you mean %1?\n   ", "\nVocê quis dizer %1?"),
    ("fr-FR", "Open /Tools/Options now.", "Ouvrez Outils/Options."),
    ("ko-KR", "Open in EasyTAG", "이지태그에서 열기"),
    ("ja-JP", "America/Puerto_Rico", "アメリカ/プエルトリコ"),
    ("fr-FR", "Sort by a_rtist", "Trier par a_rtiste"),
    ("de-DE", "<hash_device> is a disk", "<Hash-Gerät> ist ein Datenträger"),
    ("pt-BR", "Enable the SKIP action.", "Ative a ação DESCARTAR."),
    ("tr-TR", "Read them one by one.", "Onları birer birer okuyun."),
    ("tr-TR", 'No access at "%1".', '"%1"\'daki kaynaklara erişim yok.'),
    ("pt-BR", "The default is 0.05.", "O valor é 0'05."),
    ("de-DE", "MS Excel&#8482; files", "MS Excel™-Dateien"),
    ("ko-KR", "March (03)", "3월"),
    ("ko-KR", "Copyright © 2022 The map authors", "Copyright © 2022 The map authors"),
    ("pt-BR", "    app commit of it all", "    app commit of it all"),
    ("de-DE", "acre,acres", "acre,acres"),
    ("de-DE", "chat;messaging;", "chat;messaging;"),
    ("de-DE", "rdev minor", "rdev minor"),
    ("ko-KR", "Swap", "스  왑"),
    ("ja-JP", "Modify a device", "デバイスを変更します。"),
    ("pl-PL", "Reformat To: and Cc: addresses", "Przeformatuje adresy To: i Cc:"),
    ("ru-RU", "No version known!?", "Неизвестная версия?!"),
    ("de-DE", "Switch to the keyboard (alt.)", "Zur Tastatur wechseln (alternativ)"),
    ("de-DE", "300 dpi, Grayscale, Black Cartr.", "300 dpi, Graustufen, schwarze Patrone"),
    ("zh-CN", "To compute it, enter the following.", "要计算它，请输入："),
    ("fr-FR", "Configured: <port: number>", "Configuré\u00a0: <port: nombre>"),
    ("fr-FR", "It has a ! in the text.", "Il y a un ! dans le texte."),
    ("ru-RU", "Sign CRL", "Подписание списков отозванных сертификатов"),
    ("pt-BR", "Macedonia (the former Yugoslav Republic of)", "Macedônia"),
    (
        "pt-BR",
        "Report bugs to %1.",
        "Envie erros para %1, e os da tradução para <https://x.org/team/pt_BR.html>.",
    ),
    ("ja-JP", "translator-credits", "Mako N (mako AT example.org)"),
    ("tr-TR", "Move '%1' to the trash", "'%1''i çöpe taşı"),
    ("tr-TR", "Convert it to a*b* later.", "Daha sonra a*b*'ye dönüştürür."),
    ("de-DE", "<b>%1</b> is stored in '%2'.", "<html><b>%1</b> wird in „%2“ gespeichert.</html>"),
    ("ja-JP", "Could not create the folder at %1.", "フォルダを作成できませんでした。%1"),
    ("ko-KR", " threads", "개 스레드"),
    ("ko-KR", "Channels 1&6", "채널 16(&6)"),
    ("ru-RU", "WaterC Basic", "АкварельC Простая"),
    ("zh-CN", "elec.", "选举"),
    ("ja-JP", "3.. 2.. 1.. BOOM!", "3.. 2.. 1.. ドカン!"),
    ("ko-KR", "You can delete them separately.", "따로 따로 삭제할 수도 있습니다."),
    ("ko-KR", "It uses batteries, buttons...", "배터리, 단추 등을 사용합니다."),
    ("ru-RU", "It is there.\nDo you want to replace it", "Он уже есть.\nЗаменить его?"),
    ("ja-JP", "Its name starts with a dot ('.').", "名前が . で始まります。"),
    ("ru-RU", "Try:\n1 - Stop it.", "Варианты:\n1) Остановить."),
    ("tr-TR", "The file was backed up to", "Dosya şuraya yedeklendi:"),
    ("fr-FR", "lock screen", "verrouillage;écran;"),
    ("fr-FR", "channel: a name\n   nick: a nick", "  canal\u00a0: un nom\npseudo\u00a0: un pseudo"),
    ("de-DE", "maximum delta E", "maximales ΔE"),
    ("pl-PL", "Replace Å?", "Podmienić „Å”?"),
    ("zh-CN", "<b>Headers:</b>", "<b>表头：</b>"),
    ("ru-RU", "Big (at most %1 x %2 pixels)", "Большое (до %1×%2 пикс.)"),
    ("fr-FR", "Next/Previous Message", "Message suiv./préc."),
    ("fr-FR", "A.Smith's Trading Co.", "Société de Commerce de A. Smith"),
    ("ja-JP", "Set it to 0 to end it.", "終了するには0にします。[訳註:注意]"),
    ("fr-FR", ": %1", "\u00a0: %1"),
    ("fr-FR", '<p style="color:red; margin:0">Text</p>', '<p style="color:red; margin:0">Texte</p>'),
    ("fr-FR", "The point (100,100) is the corner.", "Le point (100,100) est le coin."),
    ("ru-RU", "The strength is multiplied by 1.5.", "Сила увеличивается в полтора раза."),
    ("pl-PL", "usage: app lock REPOS_PATH PATH_IN_REPOS", "użycie: app lock ŚCIEŻKA ŚCIEŻKA_W_REPO"),
    ("de-DE", 'Sizes: 4x6", 8x12"', 'Größen: 3x5", 4x6", 8x12"'),
    ("pt-BR", "XXX/XXX XXX turns", "XXX/XXX XXX turnos"),
    ("ru-RU", "It ends at {month} {year}.", "Заканчивается в {month.f[Р]} {year}."),
    ("tr-TR", "Closing the album %v%", "Albüm kapatılıyor %%v"),
    ("de-DE", "<b>Order</b><br/>Drag and drop it.", "<b>Folge</b><br/>Nutzen Sie Drag &amp; Drop."),
    ("ru-RU", "Format: hh:mm:ssTZD", "Формат: чч:мм:ссTZD"),
    ("fr-FR", "Use the H alpha filter.", "Utilisez le filtre Hα."),
    ("de-DE", "Audio Video;TV;", "Ton & Film;TV;"),
    ("ru-RU", "Use [a-z] now.", "Используйте [a-zа-я]."),
    ("tr-TR", "Run '%1 -h' and '%2 -h' now.", "Şimdi '%1 -h'i ve '%2 -h'i çalıştırın."),
    ("tr-TR", "It is from 0% to 100 % here.", "Burada %0 ile %100 arasındadır."),
    ("ru-RU", '<p style="a: b;">The <b>disk</b>.</p>', '<p style=" a: b;">Этот <b>диск</b>.</p>'),
    ("ja-JP", "<p>The disk is full.</p>", "<p>ディスクがいっぱいです。</p> "),
    ("fr-FR", "It is fatal (MP Targ.)", "C'est fatal (cible)"),
    ("de-DE", "See slide 1, slide 2…", "Siehe Folie 1, Folie 2 und so weiter."),
    ("de-DE", "Definition \\thetheorem.", "Definition \\thetheorem."),
    ("pt-BR", "PDFComment options (see pdfcomment)", "Opções de comentário (veja pdfcomment)"),
]
# The same, in messages with placeholders of printf.
RIGHT_PRINTF = [
    ("ja-JP", "%A %d %B", "%B%e日 %A"),
    ("tr-TR", "%a %d %b", "%d %b %a"),
    ("de-DE", "%m/%d", "%d.%m."),
    ("ko-KR", "(%d of %d)", "(%02$d 페이지 중 %01$d)"),
    ("ru-RU", "/Beginner%27s_Guide", "/Руководство"),
    ("ja-JP", "%A %B %d (%%s)", "%B%e日 %A (%%s)"),
    ("de-DE", "Next Tuesday", "Nächster %a"),
    ("ja-JP", "%a, %b %e %Y %T %z", "%Y/%m/%d %T (%a) %z"),
    ("ko-KR", "%l:%M %p", "%p %l:%M"),
    ("ja-JP", "%A %d %B %Y", "%x(%A)"),
    ("fr-FR", "See https://en.x.org/a", "Voir https://fr.x.org/propri%C3%A9taire"),
    ("de-DE", "The %-encoding is wrong.", "Die %-Kodierung ist falsch."),
    ("pt-BR", "%time", "%tempo"),
    ("pl-PL", "Use%", "%uż."),
    ("de-DE", "Bad byte 0x%02x.", "Falsches Byte 0x%02x."),
    ("ko-KR", "Expected 0700, got 0%o.", "0700이어야 하지만 0%o입니다."),
    ("ja-JP", "%s: %u instead of %u", "%1$s: %3$u のはずが %2$u でした (%2$u)"),
    ("fr-FR", "%REGEXP%[OFFSET]", "%EXP_RAT%[POSITION]"),
    ("pt-BR", "%%sPlease move it.", "%%sPor favor mova."),
    ("ru-RU", "Name: %s%%0AHolder: %s", "Имя: %s%%0AДержатель: %s"),
    ("de-DE", "Such as: Text%20In%20An_Entry.", "Etwa: Text%20in%20einem_Feld."),
    ("ja-JP", "%tests your ear", "%耳のテスト"),
    ("ja-JP", "New event on May %d", "5月%-d日の新しい予定"),
    ("fr-FR", "It took %.1f seconds.", "Durée de %.1lf secondes."),
    ("tr-TR", "Added {} as an owner of {}", "{}, {}'in sahibi olarak eklendi"),
    ("pt-BR", "Now &Done and next", "Agora &Feito; seguinte"),
    ("tr-TR", "Now quit. The gPodder ends.", "Çıkın. GPodder biter."),
    ("fr-FR", "Show the WhoIs data.", "Afficher les données WHOIS."),
    ("tr-TR", "Use burn_proof now.", "Burn_proof şimdi kullan."),
    ("ja-JP", "Sent to Last.fm again.", "last.fmへ再送信。"),
    ("fr-FR", "See [[https://a.org/b|the page]].", "Voir [[https://a.org/b|la page]]."),
    ("de-DE", "Use %string or string%.", "%string oder string% nutzen."),
    ("de-DE", "Use %string.", "Nutzen Sie %Anfang."),
    ("fr-FR", "See mailto:a@b.org?a=%20Crash", "Voir mailto:a@b.org?a=Crash"),
]
# The same, with the code and the characters of the only finding.
WRONG = [
    ("tr-TR", "On the Web it works.", "Web 'de çalışır.", "ED508", " '"),
    ("cs-CZ", "'%1' of them.", "%1' kusů.", "ED314", "%1"),
    ("tr-TR", "The event happened.", "Olay oldu .", "ED510", " ."),
    ("cs-CZ", "The WAS failed.", "BYLO selhalo.", "ED315", "BYLO"),
    ("de-DE", "One, two.", "Eins,, zwei.", "ED504", ",,"),
    ("de-DE", "A %1|%2|", "Ein %1|%2#124;", "ED401", "#124;"),
    ("fr-FR", "The coffee is ready.", "CafÃ© fermé.", "ED516", "Ã©"),
    ("ru-RU", "Press Control-C.", "Нажмите сontrol-C.", "ED513", "с"),
    ("ru-RU", "Press Control-C.", "Нажмите Control-С.", "ED513", "С"),
    ("de-DE", "Port %1:80.", "Anschluss %1:81.", "ED505", "Anschluss %1:81."),
    ("de-DE", "Disk %1 5 times.", "Datenträger %1 6 mal.", "ED505", "Datenträger %1 6 mal."),
    ("de-DE", "The max_pred_locks limit.", "Das Limit max_locks.", "ED315", "Das Limit max_locks."),
    ("pt-BR", "Needs FileZilla now.", "Precisa do FileZila agora.", "ED311", "FileZila"),
    ("de-DE", r"User %1\%2 left.", "Benutzer %1%2 ging.", "ED302", "%2"),
    ("de-DE", "Use {{0}} here.", "Hier benutzen.", "ED301", "Hier benutzen."),
    ("pt-BR", "Set session.timeout to 1.", "Ajuste para 1.", "ED315", "Ajuste para 1."),
    ("tr-TR", "Use burn_proof now.", "Şimdi Burn_proof kullan.", "ED311", "Burn_proof"),
    ("de-DE", "Read /var/log/a now.", "Lesen Sie /var/log/b jetzt.", "ED315", "Lesen Sie /var/log/b jetzt."),
    ("ru-RU", "It is set.", "наcтроено.", "ED513", "c"),
    ("zh-CN", "Select [Through] now.", "选择「贯穿。", "ED506", "「"),
    ("pt-BR", "The disks A & B are full.", "Os discos A &amp; B estão cheios.", "ED409", "&amp;"),
]


def _found(source: str, target: str, locale: str, syntax: str = "windows, braces") -> list[tuple[str, str]]:
    """Return the code and the characters of each finding."""
    files = parse_case(messages(source, target, locale)).files
    files["catalog.yaml"] += f"placeholders: [{syntax}]\n".encode()
    loaded = parse_catalog(files)
    return [
        (finding.rule.code, value[start:end])
        for finding in all_diagnostics(loaded)
        for value, start, end in [finding.text_range or ("", 0, 0)]
    ]


@pytest.mark.parametrize(("locale", "source", "target"), RIGHT)
def test_nothing_is_reported_about_a_right_translation(locale: str, source: str, target: str) -> None:
    assert _found(source, target, locale) == []


@pytest.mark.parametrize(("locale", "source", "target"), RIGHT_PRINTF)
def test_nothing_is_reported_about_a_right_translation_in_printf(
    locale: str, source: str, target: str
) -> None:
    assert _found(source, target, locale, "printf") == []


@pytest.mark.parametrize(("locale", "source", "target", "code", "text"), WRONG)
def test_one_mistake_is_one_finding(locale: str, source: str, target: str, code: str, text: str) -> None:
    assert _found(source, target, locale) == [(code, text)]


def test_a_mistake_in_the_source_that_the_translation_corrects_is_one_finding_at_the_source() -> None:
    assert _found("Only 1% is free.", "Nur %1 ist frei.", "de-DE") == [("ED303", "1%")]
