"""Write a catalog of any size: `python -m benchmarks.catalogs FOLDER --events N --locales L [--providers P]`.

The same arguments give the same bytes on every run and machine. An event is generated from its number alone,
so a larger catalog contains the events of a smaller one; the phrases are in `phrases.yaml`. Text lengths
follow real catalogs, with more tables: a third of the events have parameters, a tenth have several sentences
or a cause. A few translations are missing.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.events import CHANNELS, KEYWORDS, PARAMETERS, Drawn, draw, drawn, locales, phrases, strings


def event_file(event: Drawn, chosen: Sequence[str], providers: int = 1) -> str:
    """Write one event as YAML."""
    lines = [f"id: {event.id}", f"name: {event.name}"]
    if event.provider:
        lines.append(f"provider: p{event.provider}")
    lines += [f"level: {event.level}", f"channel: {CHANNELS[event.channel]}"]
    lines.append(f"keywords: [{', '.join(KEYWORDS[each] for each in event.keywords)}]")
    if event.parameters:
        lines.append("parameters:")
        lines += ["  - {{name: {}, type: {}}}".format(*PARAMETERS[each]) for each in event.parameters]
    if event.see_also_numbers:
        keys = (_key(draw(number, providers)) for number in event.see_also_numbers)
        lines.append(f"see_also: [{', '.join(keys)}]")
    lines.append("strings:")
    for locale in (chosen[0], *sorted(chosen[1:])):
        lines.append(f"  {locale}:")
        lines += _block(strings(event, locale), event)
    return "\n".join(lines) + "\n"


def _key(event: Drawn) -> str:
    return f"p{event.provider}/{event.id}" if event.provider else str(event.id)


def _block(found: Mapping[str, list[str]], event: Drawn) -> Iterator[str]:
    for field, texts in found.items():
        if field == "parameters":
            yield "    parameters:"
            for at, text in zip(event.parameters, texts, strict=True):
                yield f"      {PARAMETERS[at][0]}:"
                yield f"        description: {_scalar(text)}"
        elif field == "steps" or len(texts) > 1:
            if texts:
                yield f"    {field}:"
            yield from (f"      - {_scalar(text)}" for text in texts)
        else:
            yield f"    {field}: {_scalar(texts[0])}"


def _scalar(text: str) -> str:
    if text[0] in "'`\"%[{" or ": " in text or " #" in text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def settings(chosen: Sequence[str], providers: int) -> str:
    """Write `catalog.yaml`."""
    tags = (chosen[0], *sorted(chosen[1:]))
    lines = ["title:", *(f"  {tag}: {phrases()[tag]['title']}" for tag in tags)]
    lines += [
        f"source_locale: {tags[0]}",
        f"locales: [{', '.join(tags)}]",
        "default_provider: p0",
        "providers:",
    ]
    lines += [f"  p{number}: {{name: Order-Platform-Services-{number}}}" for number in range(providers)]
    lines += ["channels:", *(f"  {each}: Order-Platform/{each.capitalize()}" for each in CHANNELS)]
    lines += ["site: {base_url: https://example.org}"]
    lines += ["rules:", "  - {rule: ED312, severity: off, paths: ['labels/*.yaml']}"]
    return "\n".join(lines) + "\n"


def labels(locale: str) -> str:
    """Write one locale's labels of channels and keywords."""
    words = phrases()[locale]
    lines = [
        "channels:",
        *(f"  {key}: {word}" for key, word in zip(CHANNELS, words["channels"], strict=True)),
    ]
    lines += [
        "keywords:",
        *(f"  {key}: {word}" for key, word in zip(KEYWORDS, words["keywords"], strict=True)),
    ]
    return "\n".join(lines) + "\n"


def write(folder: Path, count: int, chosen: Sequence[str], providers: int = 1) -> None:
    """Write a whole catalog into a folder that does not exist yet."""
    (folder / "labels").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(settings(chosen, providers), "utf-8")
    for locale in chosen[1:]:
        (folder / f"labels/{locale}.yaml").write_text(labels(locale), "utf-8")
    for event in drawn(count, providers):
        parent = folder / f"events/{event.area.lower()}"
        parent.mkdir(parents=True, exist_ok=True)
        (parent / f"{event.slug}.yaml").write_text(event_file(event, chosen, providers), "utf-8")


def main() -> None:
    """Write the catalog that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a catalog for measurements.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=350)
    parser.add_argument("--locales", type=int, default=2)
    parser.add_argument("--providers", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.events, locales(given.locales), given.providers)


if __name__ == "__main__":
    main()
