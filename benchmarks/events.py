"""Events of generated catalogs. Each depends on its number alone, so larger catalogs contain smaller ones."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FIELDS = ("description", "message", "cause", "resolution")
LEVELS = ("critical", "error", "error", "warning", "warning", "informational", *("verbose",) * 4)
CHANNELS = ("operational", "analytic", "debug")
KEYWORDS = ("Sessions", "Security", "Transport", "Quota", "Routing", "Troubleshooting")
AREAS = ("Order", "Ledger", "Cargo", "Harbor", "Ticket", "Parcel", "Invoice", "Branch", "Meter", "Signal")
KINDS = ("Gateway", "Store", "Broker", "Relay", "Index", "Monitor", "Planner", "Archive", "Bridge", "Cache")
PARTS = (
    *("Session", "Queue", "Listener", "Pool", "Worker"),
    *("Route", "Channel", "Token", "Buffer", "Stream"),
)
HAPPENINGS = ("Failed", "Started", "Ended", "Hung", "OverQuota", "Retrying", "Refused", "Restored")
SETTINGS = (
    "maxPendingAccepts",
    "receiveTimeout",
    "retryCount",
    "maxBufferSize",
    "closeTimeout",
    "queueLength",
)
PARAMETERS = (
    *(("Address", "xs:string"), ("Count", "xs:int"), ("Account", "xs:string"), ("Elapsed", "xs:long")),
    *(("Status", "xs:string"), ("AppDomain", "xs:string"), ("ActivityId", "xs:string"), ("Limit", "xs:int")),
)

Phrases = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A generated event: its values, and the phrases of its strings, the same in all locales."""

    number: int
    id: int
    name: str
    provider: int
    area: str
    level: str
    channel: int
    keywords: tuple[int, ...]
    parameters: tuple[int, ...]
    see_also_numbers: tuple[int, ...]
    component: str
    part: int
    happening: int
    circumstance: int
    message: int
    second: int | None
    remedy: tuple[int, int, tuple[int, ...]] | None
    setting: str
    missing: int

    @property
    def slug(self) -> str:
        """Name of the event's file and page."""
        return f"{self.id}-{self.name.lower()}"


@cache
def phrases() -> Mapping[str, Phrases]:
    """Return the phrases by locale, the source first."""
    text = Path(__file__).with_name("phrases.yaml").read_text("utf-8")
    found: Mapping[str, Phrases] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def locales(count: int) -> tuple[str, ...]:
    """Return the source locale and the first of the others."""
    known = tuple(phrases())
    if not 1 <= count <= len(known):
        raise SystemExit(f"there are words for 1 to {len(known)} locales, not {count}")
    return known[:count]


def draw(number: int, providers: int = 1) -> Drawn:
    """Return the event with a number."""
    chance = random.Random(f"eventdocs {number}")
    area, kind = chance.choice(AREAS), chance.choice(KINDS)
    part, happening = chance.randrange(len(PARTS)), chance.randrange(len(HAPPENINGS))
    remedy = None
    if chance.random() < 0.1:
        remedy = (
            chance.randrange(3),
            chance.randrange(3),
            tuple(chance.sample(range(4), chance.choice((0, 2, 3)))),
        )
    parameters = tuple(chance.sample(range(8), chance.randint(2, 5))) if chance.random() < 1 / 3 else ()
    return Drawn(
        number=number,
        id=100 + number * 3,
        name=f"{area}{kind}{PARTS[part]}{HAPPENINGS[happening]}",
        provider=number % providers,
        area=f"{area}{kind}",
        level=chance.choice(LEVELS),
        channel=chance.randrange(len(CHANNELS)),
        keywords=tuple(chance.sample(range(6), chance.choice((1, 1, 1, 2, 3)))),
        parameters=parameters,
        see_also_numbers=(chance.randrange(number),) if number and chance.random() < 0.1 else (),
        component=f"{area}{kind}{chance.randrange(1, 40)}",
        part=part,
        happening=happening,
        circumstance=chance.randrange(6),
        message=chance.choice((0, 1, 2)) if not parameters else chance.choice((1, 2)),
        second=chance.randrange(4) if chance.random() < 0.12 else None,
        remedy=remedy,
        setting=f"`{chance.choice(SETTINGS)}`",
        missing=chance.randrange(400),
    )


def strings(event: Drawn, locale: str) -> dict[str, list[str]]:
    """Return an event's strings in one locale, with `steps` and `parameters`; each is a list of segments."""
    words = phrases()[locale]
    values = {
        "part": words["parts"][event.part],
        "component": event.component,
        "happening": words["happenings"][event.happening],
        "circumstance": words["circumstances"][event.circumstance],
    }
    result = {"description": [words["description"].format_map(values)]}
    if event.second is not None:
        result["description"].append(_set(words["seconds"][event.second], event))
    message = words["messages"][event.message].format_map(values)
    result["message"] = [message[0].upper() + message[1:]]
    if event.remedy:
        cause, resolution, steps = event.remedy
        result["cause"] = [words["causes"][cause]]
        result["resolution"] = [_set(words["resolutions"][resolution], event)]
        result["steps"] = [_set(words["steps"][each], event) for each in steps]
    if event.parameters:
        result["parameters"] = [words["parameters"][each] for each in event.parameters]
    return _without_missing(result, event, locale)


def _set(text: str, event: Drawn) -> str:
    return text.replace("{setting}", event.setting)


def _without_missing(found: dict[str, list[str]], event: Drawn, locale: str) -> dict[str, list[str]]:
    at = tuple(phrases()).index(locale)
    lost = event.missing - 13 * at
    if at and 0 <= lost < 13:
        field = FIELDS[lost % 2] if lost < 11 else "parameters"
        found.pop(field, None)
    return found


def drawn(count: int, providers: int = 1) -> Iterator[Drawn]:
    """Return all events of a catalog."""
    return (draw(number, providers) for number in range(count))
