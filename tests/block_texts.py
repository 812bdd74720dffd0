"""An event with long texts in four languages: three paragraphs, a list of four items, code and more."""

import json
from collections.abc import Mapping
from pathlib import Path

CODE = "Get-Disk | Where-Object Size -gt 1TB\n\n\nRepair-Volume -DriveLetter C -OfflineScanAndFix -Verbose -WhatIf"
SETTINGS = "source_locale: en-US\nlocales: [en-US, ar, ja, pt-BR]\n"


def write_catalog(folder: Path, *events: Mapping[str, Mapping[str, str]]) -> None:
    """Write a catalog of events with these strings by locale; their ids start at 7."""
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(SETTINGS, "utf-8")
    for number, strings in enumerate(events, 7):
        event = {"id": str(number), "name": "DiskFull", "level": "error", "strings": strings}
        (folder / f"events/{number}.yaml").write_text(json.dumps(event, ensure_ascii=False), "utf-8")


def description(paragraphs: tuple[str, str, str], items: tuple[str, str, str, str]) -> str:
    """Return three paragraphs, a list of four items and a code block as Markdown."""
    lines = "\n".join(f"- {item}" for item in items)
    return "\n\n".join((*paragraphs, lines, f"```powershell\n{CODE}\n```"))


ENGLISH = description(
    (
        "The disk `%1` is almost full. The service stops writing new files when less than 5 % are left.",
        "Files that are open stay open, and **nothing is lost**.",
        "These are usual reasons:",
    ),
    (
        "Old backups were never deleted.",
        "A log file grows without limit, see [the manual](https://docs.example/logs).",
        "Two services share `/var/spool`, and neither of them removes the files of the other one in time.",
        "The quota is too small.",
    ),
)
DESCRIPTIONS = {
    "en-US": ENGLISH,
    "pt-BR": description(
        (
            "O disco `%1` está quase cheio. O serviço para de gravar novos arquivos quando restam menos de 5 %.",
            "Os arquivos abertos continuam abertos e **nada se perde**.",
            "Estas são as causas mais comuns:",
        ),
        (
            "Backups antigos nunca foram excluídos.",
            "Um arquivo de log cresce sem limite, consulte [o manual](https://docs.example/logs).",
            "Dois serviços compartilham `/var/spool`.",
            "A cota é pequena demais.",
        ),
    ),
    "ja": description(
        (
            "ディスク `%1` の空き容量がほとんどありません。残りが 5 % を下回ると、サービスは新しいファイルの書き込みを停止します。",
            "開いているファイルは開いたままで、**何も失われません**。",
            "よくある原因:",
        ),
        (
            "古いバックアップが削除されていません。",
            "ログ ファイルが際限なく大きくなっています。[マニュアル](https://docs.example/logs)を参照してください。",
            "2 つのサービスが `/var/spool` を共有しています。",
            "クォータが小さすぎます。",
        ),
    ),
    "ar": description(
        (
            "القرص `%1` ممتلئ تقريبًا. تتوقف الخدمة عن كتابة ملفات جديدة عندما يتبقى أقل من 5 %.",
            "تظل الملفات المفتوحة مفتوحة، و**لا يُفقد شيء**.",
            "هذه هي الأسباب المعتادة:",
        ),
        (
            "لم تُحذف النسخ الاحتياطية القديمة.",
            "يكبر ملف السجل بلا حد، راجع [الدليل](https://docs.example/logs).",
            "تتشارك خدمتان `/var/spool`.",
            "الحصة صغيرة جدًا.",
        ),
    ),
}
