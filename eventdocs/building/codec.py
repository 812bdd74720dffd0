"""Named tuples as the plain values that `marshal` can write, and back, and digests of plain values.

The types of the fields drive both directions. Supported are named tuples, `tuple[X, ...]`, `list[X]` and
`dict[K, X]` of them; values of every other type must be plain already.
"""

import marshal
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]

_DIGEST_SIZE = 16  # bytes
_MARSHAL_VERSION = 2  # later versions write equal values differently, depending on references between objects


def encode(value: object) -> Any:
    """Return a named tuple as plain values."""
    kind: Any = type(value)
    return _encoder(kind)(value)


def decode(kind: Callable[..., T], value: Any) -> T:
    """Return the named tuple of a type whose plain values are given.

    Raises `TypeError` or `ValueError` if the values do not have the shape of the type.
    """
    decoder: Callable[[Any], T] = _decoder(kind)
    return decoder(value)


def digest_of(value: Any) -> bytes:
    """Return a digest of plain values: equal for equal values, in every process."""
    return sha256(marshal.dumps(value, _MARSHAL_VERSION)).digest()[:_DIGEST_SIZE]


def _keep(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> Convert:
    if _is_named_tuple(kind):
        return _tuple_of(tuple, _field_converters(kind, _encoder))
    return _container(kind, _encoder)


@cache
def _decoder(kind: Any) -> Convert:
    if _is_named_tuple(kind):
        return _tuple_of(kind._make, _field_converters(kind, _decoder))
    return _container(kind, _decoder)


def _is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _field_converters(kind: Any, converter: Callable[[Any], Convert]) -> list[Convert]:
    hints = get_type_hints(kind)
    return [converter(hints[name]) for name in kind._fields]


def _tuple_of(make: Convert, converters: list[Convert]) -> Convert:
    """Return the converter of a named tuple; fields that are plain already are not visited."""
    converted = [(at, convert) for at, convert in enumerate(converters) if convert is not _keep]
    if not converted:
        return make

    def convert_fields(value: Any) -> Any:
        fields = list(value)
        for at, convert in converted:
            fields[at] = convert(fields[at])
        return make(fields)

    return convert_fields


def _container(kind: Any, converter: Callable[[Any], Convert]) -> Convert:
    """Return the converter of a container, or one that keeps the value if nothing in it needs converting."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict:
        convert_value = converter(arguments[1])
        if convert_value is _keep:
            return _keep
        return lambda value: {key: convert_value(item) for key, item in value.items()}
    if origin in (list, tuple) and (origin is list or arguments[1:] == (Ellipsis,)):
        convert_item = converter(arguments[0])
        if convert_item is _keep:
            return _keep
        return lambda value: origin(map(convert_item, value))
    return _keep
