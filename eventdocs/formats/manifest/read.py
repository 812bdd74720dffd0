"""Read a manifest: its providers, and the texts that they refer to."""

from collections.abc import Iterable
from dataclasses import replace

from eventdocs.formats.manifest.elements import Element, read_units
from eventdocs.formats.manifest.provider import read_provider
from eventdocs.formats.xml import XmlError
from eventdocs.model.diagnostics import Location
from eventdocs.model.limits import PARAMETERS
from eventdocs.model.sources import (
    Source,
    SourceFindings,
    SourceParameter,
    SourceProvider,
    SourceText,
    unreadable,
)
from eventdocs.text.encodings import line_of_error
from eventdocs.text.locales import is_tag
from eventdocs.text.messages import normalize_message

_ESCAPE_HINT = "escape `&`, `<` and quotes in the values of attributes"


def read(data: bytes, file: str) -> Source:
    """Return the providers of a manifest with their events and texts.

    A file that is not a manifest or exceeds a limit gives one finding and no providers.
    """
    try:
        return _Reader(file).read(data)
    except XmlError as error:
        is_damaged = error.reason.startswith("the file is not XML")
        return unreadable(error.location, error.reason, _ESCAPE_HINT if is_damaged else error.hint)
    except UnicodeDecodeError as error:
        location = Location(file, line_of_error(error))
        return unreadable(
            location, f"the file is not UTF-16: {error.reason}", "the file is cut off or damaged"
        )


class _Reader:
    """Reads one manifest. Its texts come last, so events keep the ids of theirs."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings = SourceFindings(file)
        self.providers: dict[str, SourceProvider] = {}
        self.strings: dict[str, dict[str, SourceText]] = {}
        self.user_data = self.parameters = 0

    def read(self, data: bytes) -> Source:
        for element in read_units(data, self.file):
            if element.name == "provider":
                self.add_provider(element)
            else:
                self.add_strings(element)
        if not any(provider.events for provider in self.providers.values()):
            self.findings.report(1, "the manifest declares no events", "name the manifest of a provider")
        used = {string for each in self.providers.values() for string, _ in each.string_lines()}
        left_out = {"UserData": self.user_data, "strings": len(self.strings.keys() - used)}
        providers = tuple(self.with_strings(provider) for provider in self.providers.values())
        return Source(self.file, providers, self.findings.all(), left_out)

    def add_provider(self, element: Element) -> None:
        first = self.providers.get(element.get("name"))
        if not element.get("name"):
            self.findings.report(element.line, "a provider has no name", "it is left out")
        elif first:
            message = f"the provider `{first.name}` is declared twice"
            self.findings.report(element.line, message, "the second is left out", other_line=first.line)
        else:
            provider = read_provider(element, self.file, self.findings)
            self.limit_parameters(provider)
            self.providers[element.get("name")] = provider
            self.user_data += sum(1 for _ in element.below("templates", "template", "UserData"))

    def limit_parameters(self, provider: SourceProvider) -> None:
        """Raise `XmlError` for too many parameters of events, of which many can have the same template."""
        for event in provider.events:
            self.parameters += _size(event.parameters or ())
            if self.parameters > PARAMETERS.value:
                message = f"the events have more than {PARAMETERS.value:,} parameters"
                raise XmlError(Location(self.file, event.line), message, hint=PARAMETERS.hint)

    def add_strings(self, resources: Element) -> None:
        """Add the texts of one culture. A blank text is none, but its id is known."""
        culture = resources.get("culture")
        if not is_tag(culture):
            message = f"the culture `{culture}` is not a language tag"
            self.findings.report(resources.line, message, "its strings are left out")
            return
        for element in resources.below("stringTable", "string"):
            string = element.get("id")
            texts = self.strings.setdefault(string, {})
            text, dropped = normalize_message(element.get("value"))
            if culture in texts:
                message, first = f"the string `{string}` is defined twice", texts[culture].line
                self.findings.report(element.line, message, "the first is used", other_line=first)
            elif text:
                texts[culture] = SourceText(text, self.file, element.line)
                self.findings.report_dropped(element.line, f"the string `{string}`", dropped)

    def with_strings(self, provider: SourceProvider) -> SourceProvider:
        """Return a provider with the texts of its strings; report those that do not exist."""
        strings = {}
        for string, line in provider.string_lines():
            if string not in self.strings:
                self.findings.report(line, f"there is no string `{string}`", "define it in the string table")
            elif self.strings[string]:
                strings[string] = self.strings[string]
        return replace(provider, strings=strings)


def _size(parameters: Iterable[SourceParameter]) -> int:
    return sum(1 + _size(each.members) for each in parameters)
