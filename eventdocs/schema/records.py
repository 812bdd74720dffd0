"""Records: events as lines of JSON, as `events.ndjson` of a site has them and `import records` reads them."""

from collections.abc import Iterator

from eventdocs.schema.fields import LOCALE
from eventdocs.schema.json_schema import json_schema
from eventdocs.schema.types import Field, RecordType, TextType

VERSION = 2
EVENT_VERSION = "event_version"  # `version` is that of the format
EVENT_FILE = TextType(
    pattern=r"events(?:/[^/\\.\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*)+\.ya?ml",
    form="a path such as `events/7-diskfull.yaml`",
    longest=500,
)
# Keys that events do not have.
OWN_FIELDS = (
    Field("version", TextType(values=(str(VERSION),)), "The version of the format."),
    Field("key", TextType(), "The event's key. An event of the default provider has no provider in its key."),
    Field("source_locale", LOCALE, "The source locale of a new catalog; `en-US` by default."),
    Field("file", EVENT_FILE, "The event's file in the catalog."),
    Field("provider_name", TextType(), "The provider's full name."),
    Field("provider_guid", TextType(), "The provider's GUID."),
    Field("channel_name", TextType(), "The channel's full name."),
    Field("base_level", TextType(), "The built-in level as which the level is shown."),
)


def record_type(event: RecordType) -> RecordType:
    """Return the type of a record whose event has a type."""
    return RecordType((*OWN_FIELDS, *_event_fields(event)))


def _event_fields(event: RecordType) -> Iterator[Field]:
    for field in event.fields:
        name = EVENT_VERSION if field.name == "version" else field.name
        yield Field(name, field.type, field.doc, field.required and field.name in ("id", "name"))


def record_schema(event: RecordType) -> dict[str, object]:
    """Return the JSON Schema of a record that `import records` reads. Null is the same as a missing key."""
    schema = json_schema(record_type(event), "eventdocs: record")
    required, properties = schema["required"], schema["properties"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    nullable = {
        name: each if name in required else {"anyOf": [each, {"type": "null"}]}
        for name, each in properties.items()
    }
    number = {"const": VERSION, "description": "The version of the format."}
    texts = {"description": "The texts as pages show them, which an import does not read."}
    return {
        **schema,
        "$id": f"urn:eventdocs:schema:record:{VERSION}",
        "properties": {**nullable, "version": number, "texts": texts},
    }
