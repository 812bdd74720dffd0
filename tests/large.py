"""A catalog with more events than one list can have: 520 small ones in three languages, one right-to-left."""

from pathlib import Path

EVENTS = 520
SETTINGS = """
title: {en-US: Volumes, ar: وحدات التخزين, pt-BR: Volumes de disco}
source_locale: en-US
locales: [en-US, ar, pt-BR]
channels:
  admin: Storage/Admin
"""
EVENT = """
id: {id}
name: Volume{id}
level: {level}
channel: admin
keywords: [{keyword}]
parameters:
  - {{name: Volume, type: xs:string}}
strings:
  en-US:
    description: The quota of volume {id} was exceeded.
    message: 'Shelf {shelf}: volume %1 is beyond quota {id}.'
    parameters:
      Volume: {{description: The volume's label.}}
  ar:
    description: تجاوز وحدة التخزين {id} الحصة.
  pt-BR:
    description: A cota do volume {id} foi excedida por uma gravação.
    message: 'Prateleira {shelf}: o volume %1 passou da cota {id}.'
"""


def large_catalog(folder: Path, events: int = EVENTS) -> Path:
    """Write the catalog; its ids count up from 1001."""
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(SETTINGS.lstrip(), "utf-8")
    for number in range(events):
        level = ("error", "warning", "informational")[number % 3]
        text = EVENT.format(
            id=1001 + number, shelf=number // 40, level=level, keyword=f"Shelf{number // 40 % 4}"
        )
        (folder / f"events/{1001 + number}.yaml").write_text(text.lstrip(), "utf-8")
    return folder
