"""A small catalog with a field of each type, a level, links and a replaced event, for tests of all outputs."""

from collections.abc import Mapping
from pathlib import Path

CATALOG = """\
source_locale: en-US
locales: [en-US, de-DE, pt-BR]
levels:
  notice: {as: informational, label: {en-US: Notice, de-DE: Hinweis}}
  alert: {as: warning}
fields:
  sqlstate: {type: text, label: {en-US: SQLSTATE}, search: exact}
  http_status: {type: integer, filter: yes}
  code: {type: hex, search: no}
  stability: {type: choice, values: [stable, experimental], filter: yes, label: {en-US: Stability, de-DE: Reife}}
  runbook: {type: link}
  tags: {type: list, filter: yes}
  owner: {type: text, show: no}
"""
EVENT = """\
id: 7
name: DiskFull
level: notice
parameters: [{name: disk}, {name: count}]
deprecated: '2.0'
replaced_by: 8
links:
  - {title: {en-US: Manual, de-DE: Handbuch}, url: {en-US: 'https://a.example/en', de-DE: 'https://a.example/de?a=1&b=(2)'}}
  - {title: RFC 9457, url: 'https://b.example/rfc'}
fields:
  sqlstate: '08006'
  http_status: 404
  code: 0x80070005
  stability: experimental
  runbook: https://run.example/disk_(full)
  tags: [storage, disk space]
  owner: team-seven
strings:
  en-US: {message: 'Disk {disk} is full.', description: The disk is full.}
  de-DE: {message: 'Datenträger {disk} ist voll.', description: Der Datenträger ist voll.}
"""
OTHER = """\
id: 8
name: DiskSlow
level: alert
parameters: [{name: disk}]
fields: {http_status: 1000, stability: stable}
strings:
  en-US: {message: Disk %1 is slow., description: The disk is slow.}
"""
FILES: Mapping[str, str] = {
    "catalog.yaml": CATALOG,
    "events/7-diskfull.yaml": EVENT,
    "events/8-diskslow.yaml": OTHER,
    "events/9-diskok.yaml": "id: 9\nname: DiskOk\nlevel: informational\nstrings: {en-US: {message: Fine.}}\n",
}


def write_declared(folder: Path, changes: Mapping[str, str] = {}) -> Path:
    """Write the catalog with some other files, and return its folder."""
    for name, text in {**FILES, **changes}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
