"""Commands that subscribe to a provider's events with the tools that come with Windows.

Only names that need no quoting rules get commands: readers copy them into a shell.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eventdocs.model.catalog import Provider
from eventdocs.model.declarations import ChannelProperties

_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")
_QUOTABLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._()+,/-]{0,253}[A-Za-z0-9._()+])?")
_SESSION = re.compile(r"[^A-Za-z0-9._-]+")
_CLASSIC_LOGS = ("Application", "Security", "Setup", "System")
_TYPES = ("Admin", "Operational", "Analytic", "Debug")
_DIRECT = ("analytic", "debug")
_NO_PROPERTIES = ChannelProperties()


class Subscription(NamedTuple):
    """Commands of one tool that readers can copy; `purpose` is the key of a label."""

    tool: str
    purpose: str
    lines: tuple[str, ...]


def bare_guid(text: str) -> str:
    """Return a GUID in upper case without braces; empty if the text is none."""
    match = _GUID.fullmatch(text.strip())
    return match[1].upper() if match else ""


def subscriptions(key: str, provider: Provider, logs: Mapping[str, str]) -> tuple[Subscription, ...]:
    """Return the commands that fit a provider: for its channels, and for traces if it has a GUID.

    `logs` are the full names of the channels that its events may use, by id. A provider that has neither a
    GUID nor a channel of Windows has none.
    """
    channels = [
        (name, provider.channel_properties.get(channel, _NO_PROPERTIES)) for channel, name in logs.items()
    ]
    guid = bare_guid(provider.guid)
    if not guid and not any(_is_windows_channel(*channel) for channel in channels):
        return ()
    return (*_for_channels(provider.name, channels), *(_for_traces(key, guid) if guid else ()))


def _is_windows_channel(name: str, properties: ChannelProperties) -> bool:
    """Return whether a channel is one of Windows: by its name, or by a type that only Windows has."""
    return name in _CLASSIC_LOGS or name.rpartition("/")[2] in _TYPES or properties.type in _TYPES


def _for_channels(name: str, channels: list[tuple[str, ChannelProperties]]) -> Iterator[Subscription]:
    logs = [(log, _is_direct(log, properties)) for log, properties in channels if _QUOTABLE.fullmatch(log)]
    if not logs:
        return
    source = f"; ProviderName = '{name}'" if _QUOTABLE.fullmatch(name) else ""
    filters = tuple(
        f"Get-WinEvent -FilterHashtable @{{ LogName = '{log}'{source} }} {_NEWEST[is_direct]}"
        for log, is_direct in logs
    )
    yield Subscription("PowerShell", "read", filters)
    newest = {False: " /rd:true", True: ""}
    queries = tuple(f'wevtutil qe "{log}" /c:20 /f:text{newest[is_direct]}' for log, is_direct in logs)
    yield Subscription("wevtutil", "read", queries)
    yield Subscription("wevtutil", "settings", tuple(f'wevtutil gl "{log}"' for log, _ in logs))
    direct = tuple(f'wevtutil sl "{log}" /e:true /q:true' for log, is_direct in logs if is_direct)
    if direct:
        yield Subscription("wevtutil", "enable", direct)
    if source:
        yield Subscription("wevtutil", "definition", (f'wevtutil gp "{name}" /ge:true /gm:true',))


# How Get-WinEvent reads a log; one that is not collected first can be read from its oldest event on only.
_NEWEST = {False: "-MaxEvents 20", True: "-Oldest -MaxEvents 20"}


def _is_direct(name: str, properties: ChannelProperties) -> bool:
    """Return whether a channel has analytic or debug events, which are disabled until somebody asks."""
    return (properties.type or name.rpartition("/")[2]).lower() in _DIRECT


def _for_traces(key: str, guid: str) -> Iterator[Subscription]:
    session = _SESSION.sub("-", key).strip("-.") or "events"
    start = f'logman start {session} -p "{{{guid}}}" 0xFFFFFFFFFFFFFFFF 0xFF -o {session}.etl -ets'
    yield Subscription("logman", "trace", (start, f"logman stop {session} -ets"))
    trace = f'tracelog -start {session} -guid "#{guid}" -f {session}.etl'
    yield Subscription("tracelog", "trace", (trace, f"tracelog -stop {session}"))
    yield Subscription("PerfView", "trace", (f"PerfView /OnlyProviders={guid} collect {session}.etl",))
