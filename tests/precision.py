"""How many findings about professional translations are right: `make precision`.

The texts are messages of free software with translations in ten locales, from packages that are downloaded to a
folder outside the project. They become catalogs in memory. The script prints the number of findings by rule and
locale, then a random sample of findings, each with its verdict if `precision-verdicts.csv` has one.

    python -m tests.precision FOLDER [--pairs 40000] [--sample 200] [--seed 1] [--rule ED507] [--locale ko-KR]
"""

import argparse
import csv
import hashlib
import json
import random
import re
import struct
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from eventdocs.commands.check import all_diagnostics
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.store.catalog import parse_catalog

VERDICTS = Path(__file__).with_name("precision-verdicts.csv")
LOCALES = {
    "de": "de-DE",
    "es": "es-ES",
    "fr": "fr-FR",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "pl": "pl-PL",
    "pt_BR": "pt-BR",
    "ru": "ru-RU",
    "tr": "tr-TR",
    "zh_CN": "zh-CN",
}
PACKAGES = (
    *("apt", "bash", "coreutils", "dpkg", "findutils", "gettext", "git", "gnupg-l10n", "make", "passwd"),
    *("postgresql-15", "sudo", "systemd", "tar", "util-linux-locales", "wget"),
)
SOURCE = "en-US"
# Translations that a package does not have, and spaces that a program prints.
NOT_ABOUT_TRANSLATIONS = {"ED014", "ED202", "ED503"}
_SETTINGS = (
    f"source_locale: {SOURCE}\nlocales: [{SOURCE}, {', '.join(LOCALES.values())}]\nplaceholders: printf\n"
)
# Percent encoding, formats of dates, and a note for translators.
_UNUSUAL = re.compile(r"%0A|%[bBHMY]|\w%$|^22 translator")


class Verdict(NamedTuple):
    """A judged finding: the text, the rule, and whether a careful reviewer of the translation wants it."""

    key: str
    rule: str
    verdict: str


class Pair(NamedTuple):
    """A message and its translation."""

    source: str
    target: str


def download(folder: Path) -> None:
    """Download the packages that are not in a folder yet, and extract them there."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not (folder / package).exists():
            subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True)
            (archive,) = folder.glob(f"{package}_*.deb")
            subprocess.run(["dpkg-deb", "-x", archive, folder / package], check=True)


def translations(folder: Path) -> Iterator[tuple[str, str, Pair]]:
    """Yield the package, locale and pair of each message of one line."""
    for package in PACKAGES:
        for name, locale in LOCALES.items():
            seen = set()
            for file in sorted((folder / package).glob(f"**/{name}/LC_MESSAGES/*.mo")):
                for source, target in _read_mo(file.read_bytes()):
                    pair = Pair(source, target)
                    if (
                        pair.source not in seen
                        and not _UNUSUAL.search(pair.source)
                        and "\n" not in pair.source + pair.target
                    ):
                        seen.add(pair.source)
                        yield package, locale, pair


def _read_mo(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the messages without plural forms and contexts of a compiled gettext file in UTF-8."""
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    _, count, sources, targets = struct.unpack_from(f"{order}4I", data, 4)
    for at in range(count):
        texts = []
        for table in (sources, targets):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * at)
            texts.append(data[start : start + length].decode("utf-8", "replace"))
        source, target = (text.strip("\n") for text in texts)
        if source.strip() and target.strip() and not {"\0", "\4", "\ufffd"} & set(source + target):
            yield source, target


def catalogs(folder: Path, pairs: int, seed: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield a catalog for each package, with a random choice of messages in all locales together."""
    by_package: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for package, locale, pair in translations(folder):
        by_package[package][pair.source][locale] = pair.target
    sources = [(package, source) for package, texts in by_package.items() for source in sorted(texts)]
    random.Random(seed).shuffle(sources)
    chosen: dict[str, list[str]] = defaultdict(list)
    count = 0
    for package, source in sources:
        if count < pairs:
            chosen[package].append(source)
            count += len(by_package[package][source])
    for package, texts in sorted(chosen.items()):
        files = {"catalog.yaml": _SETTINGS}
        for number, source in enumerate(sorted(texts), start=1):
            strings = {SOURCE: {"message": source}}
            strings |= {tag: {"message": text} for tag, text in sorted(by_package[package][source].items())}
            event = {"id": str(number), "name": f"Message{number}", "strings": strings}
            files[f"events/{number}-message{number}.yaml"] = json.dumps(event, ensure_ascii=False)
        yield package, {name: text.encode() for name, text in files.items()}


class Judged(NamedTuple):
    """A finding with the pair that it is about."""

    package: str
    finding: Diagnostic
    pair: Pair

    @property
    def key(self) -> str:
        """What identifies the pair, without its text."""
        text = "\0".join((self.package, self.finding.locale, *self.pair))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def order(self, seed: int) -> str:
        """Return the place in a random order that other findings do not change."""
        return hashlib.sha256(f"{seed} {self.key} {self.finding.rule.code}".encode()).hexdigest()


def findings(folder: Path, pairs: int, seed: int) -> tuple[list[Judged], Counter[str]]:
    """Return the findings about translations, and the number of pairs of each locale."""
    found: list[Judged] = []
    counts: Counter[str] = Counter()
    for package, files in catalogs(folder, pairs, seed):
        loaded = parse_catalog(files)
        texts = {
            (event.key, locale): block.strings["message"][0]
            for event in loaded.catalog.events
            for locale, block in event.strings.items()
        }
        counts.update(locale for _, locale in texts if locale != SOURCE)
        for finding in all_diagnostics(loaded):
            if finding.locale in LOCALES.values() and finding.rule.code not in NOT_ABOUT_TRANSLATIONS:
                pair = Pair(texts[finding.event, SOURCE], texts[finding.event, finding.locale])
                found.append(Judged(package, finding, pair))
    return found, counts


def read_verdicts() -> dict[tuple[str, str], str]:
    """Return the verdicts by pair and rule."""
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {(row["key"], row["rule"]): row["verdict"] for row in csv.DictReader(file)}


def table(found: Sequence[Judged], counts: Counter[str]) -> str:
    """Return a table with a row for each rule and a column for each locale."""
    tags = sorted(counts)
    numbers = Counter((each.finding.rule.code, each.finding.locale) for each in found)
    lines = ["rule   " + "".join(f"{tag:>8}" for tag in tags) + "     all"]
    for code in sorted({code for code, _ in numbers}):
        row = [numbers[code, tag] for tag in tags]
        lines.append(f"{code:7}" + "".join(f"{number:8}" for number in row) + f"{sum(row):8}")
    lines.append("pairs  " + "".join(f"{counts[tag]:8}" for tag in tags) + f"{counts.total():8}")
    return "\n".join(lines)


def report(sample: Sequence[Judged]) -> str:
    """Return the sample of findings, and the share of right ones among those with a verdict."""
    verdicts = read_verdicts()
    lines, judged = [], []
    for at, each in enumerate(sample, start=1):
        finding = each.finding
        verdict = verdicts.get((each.key, finding.rule.code), "")
        if verdict:
            judged.append((finding, verdict))
        text = finding.text_range
        part = (
            f" [{text.value[text.start : text.end]}]"
            if text and text.end - text.start < len(text.value)
            else ""
        )
        lines += [
            f"{at} {each.key} {finding.rule.code} {finding.severity} {finding.locale} {verdict}",
            f"   {each.pair.source}",
            f"   {each.pair.target}",
            f"   {finding.message}{part}",
        ]
    for name, chosen in (
        ("errors", [verdict for finding, verdict in judged if finding.severity is Severity.ERROR]),
        ("findings", [verdict for _, verdict in judged]),
        *((tag, [v for f, v in judged if f.locale == tag]) for tag in sorted(LOCALES.values())),
    ):
        if chosen:
            lines.append(
                f"{name}: {chosen.count('right')} of {len(chosen)} right ({chosen.count('right') / len(chosen):.1%})"
            )
    return "\n".join(lines)


def main() -> int:
    """Check the translations and print the table and the sample."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", default="")
    parser.add_argument("--locale", default="")
    options = parser.parse_args()
    download(options.folder)
    found, counts = findings(options.folder, options.pairs, options.seed)
    print(table(found, counts))
    chosen = [
        each
        for each in found
        if options.rule in each.finding.rule.code and options.locale in each.finding.locale
    ]
    chosen.sort(key=lambda each: each.order(options.seed))
    print(report(chosen[: options.sample]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
