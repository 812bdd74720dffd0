"""Commands that subscribe to a provider's events fit the kind of provider, and are safe to paste."""

import pytest

from eventdocs.model.catalog import Provider
from eventdocs.model.declarations import ChannelProperties
from eventdocs.site.subscriptions import bare_guid, subscriptions

GUID = "{0f1a2b3c-0000-4000-8000-000000000001}"


def commands(provider: Provider, key: str = "disk") -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the commands by tool and purpose."""
    found = subscriptions(key, provider, provider.channels)
    assert len({(each.tool, each.purpose) for each in found}) == len(found)
    return {(each.tool, each.purpose): each.lines for each in found}


def test_a_channel_is_read_with_the_tools_of_event_logs() -> None:
    assert commands(Provider("Example-Disk", channels={"admin": "Example-Disk/Admin"})) == {
        ("PowerShell", "read"): (
            "Get-WinEvent -FilterHashtable @{ LogName = 'Example-Disk/Admin'; ProviderName = 'Example-Disk' } "
            "-MaxEvents 20",
        ),
        ("wevtutil", "read"): ('wevtutil qe "Example-Disk/Admin" /c:20 /f:text /rd:true',),
        ("wevtutil", "settings"): ('wevtutil gl "Example-Disk/Admin"',),
        ("wevtutil", "definition"): ('wevtutil gp "Example-Disk" /ge:true /gm:true',),
    }


def test_an_analytic_channel_must_be_enabled_and_is_read_from_its_oldest_event() -> None:
    properties = {"trace": ChannelProperties(type="Analytic")}
    found = commands(
        Provider("Disk", channels={"trace": "Disk/Trace", "a": "Disk/Admin"}, channel_properties=properties)
    )
    first, second = found["PowerShell", "read"]
    assert ("-Oldest" in first, "-Oldest" in second) == (True, False)
    assert found["wevtutil", "enable"] == ('wevtutil sl "Disk/Trace" /e:true /q:true',)
    assert [line.endswith("/rd:true") for line in found["wevtutil", "read"]] == [False, True]


def test_a_guid_can_be_traced() -> None:
    bare = "0F1A2B3C-0000-4000-8000-000000000001"
    assert commands(Provider("Example-Disk", GUID), "disk & co") == {
        ("logman", "trace"): (
            f'logman start disk-co -p "{{{bare}}}" 0xFFFFFFFFFFFFFFFF 0xFF -o disk-co.etl -ets',
            "logman stop disk-co -ets",
        ),
        ("tracelog", "trace"): (
            f'tracelog -start disk-co -guid "#{bare}" -f disk-co.etl',
            "tracelog -stop disk-co",
        ),
        ("PerfView", "trace"): (f"PerfView /OnlyProviders={bare} collect disk-co.etl",),
    }


@pytest.mark.parametrize(
    "provider",
    [
        Provider("Bookshop API"),
        Provider("Bookshop API", channels={"audit": "bookshop/audit"}),
        Provider("Bookshop API", guid="7"),
    ],
)
def test_a_provider_that_is_not_of_windows_has_no_commands(provider: Provider) -> None:
    assert subscriptions("shop", provider, provider.channels) == ()


@pytest.mark.parametrize("log", ["Application", "Security", "Setup", "System", "A/Operational", "A/Debug"])
def test_a_channel_of_windows_is_recognized_by_its_name(log: str) -> None:
    assert commands(Provider("A", channels={"a": log}))["wevtutil", "settings"] == (f'wevtutil gl "{log}"',)


@pytest.mark.parametrize(
    "name",
    [
        *(f"Disk{mark}Admin" for mark in "\"'`$%&|<>^;\n\r\t\\{}#!*?=\u2019\u201d\u00a0"),
        "-Disk",
        "",
        " Disk",
        "x" * 300,
    ],
)
def test_a_name_that_a_shell_could_read_otherwise_is_in_no_command(name: str) -> None:
    found = subscriptions("disk", Provider(name, GUID), {"a": f"{name}/Admin"})
    lines = [line for each in found for line in each.lines]
    assert lines
    assert not any(name in line for line in lines if name)
    assert {each.tool for each in found} == {"logman", "tracelog", "PerfView"}


@pytest.mark.parametrize("key", ["...", "-", "日本", 'a"b', "$(x)", "a b;c"])
def test_the_session_has_a_name_that_needs_no_quotes(key: str) -> None:
    (start, _) = commands(Provider("A", GUID), key)["logman", "trace"]
    session = start.split()[2]
    assert session.replace("-", "").replace(".", "").isalnum()
    assert session.isascii()


def test_a_guid_is_read_with_and_without_braces() -> None:
    assert bare_guid(" {0f1a2b3c-0000-4000-8000-00000000000A} ") == "0F1A2B3C-0000-4000-8000-00000000000A"
    assert bare_guid("0f1a2b3c-0000-4000-8000-00000000000A") == "0F1A2B3C-0000-4000-8000-00000000000A"
    assert bare_guid("0f1a2b3c") == bare_guid("") == ""
