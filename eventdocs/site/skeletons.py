"""Skeletons: run a template once for each shape of its values, and join texts for all others.

Most pages differ only in their texts. So a template is run with markers in the place of texts, and what it
writes is split at them: that is a skeleton. All other values of the same shape fill it, which takes a tenth
of the time of running the template.

1. `shape_of` separates values into a shape and a list. The shape is all that a template may look at: flags,
   locales and kinds, how many items there are, which texts are empty and which are equal. The list has the
   texts, and whatever else templates only pass on. A `Record` says what is which; `page_shapes` has them.
2. `stand_in` makes the values that the template is run with, from the shape alone. So a skeleton cannot
   depend on anything else: not on what a `Record` leaves out, and not on a text.
3. A template that looks at a marker (tests, compares, measures, slices it) raises `Inspected`. Then values
   of this shape are always rendered by running the template. No list says which templates have skeletons.
4. A function or filter that gets a marker is called when the skeleton is filled, with the real value. It is
   called once, however often the page shows what it returns.

With `EVENTDOCS_SKELETONS=0` in the environment, templates are run each time. Tests compare the two.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial, wraps
from itertools import count
from operator import call as call_function
from operator import itemgetter
from threading import local
from typing import Any, NamedTuple, NoReturn, TypeAlias

from eventdocs.site.markdown import Markup, escape_output

# Values and shapes are of any type: templates decide what they do with them.
Values = list[Any]
Numbers = dict[object, int]
Shape = Callable[[Any, Values, Numbers], object]

_SWITCH = "EVENTDOCS_SKELETONS"
_MOST_SHAPES = 4096  # of a template in a locale; others are rendered by running it
_TRIES = 64  # a template that looked at all of its first shapes is run from then on


class _Now(local):
    """Whether this thread runs a template with markers, so that functions may get them."""

    with_markers = False


_now = _Now()


def is_making_skeleton() -> bool:
    """Return whether a template is run with markers, so that what it looks up becomes part of a skeleton."""
    return _now.with_markers


class Inspected(BaseException):
    """A template looked at a marker. Filters and tests of Jinja that catch an `Exception` do not catch it."""


class Constant:
    """A value that is the same on all pages of a skeleton."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Call:
    """A call that is made when a skeleton is filled."""

    __slots__ = ("arguments", "function")

    def __init__(self, function: Callable[..., object], *arguments: "Expression") -> None:
        self.function, self.arguments = function, arguments


Expression: TypeAlias = int | Constant | Call
"""How a value is found when a skeleton is filled: a number is a position in the list of the values."""


class Marker:
    """Stands for a value that a template passes on without looking at it.

    `_value` says how the value is found. Names have an underscore, so that none hides an attribute that a
    template asks for.
    """

    __slots__ = ("_value",)
    jinja_pass_arg = None  # Jinja asks all functions whether they want its context

    def __init__(self, value: Expression) -> None:
        self._value = value

    def __getattr__(self, name: str) -> Any:
        raise Inspected(name)

    def _inspect(self, *arguments: object) -> NoReturn:
        raise Inspected

    _guard: Any = _inspect
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _guard
    __str__ = __repr__ = __format__ = __hash__ = _guard
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _guard
    __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _guard
    __int__ = __float__ = __index__ = _guard


class Text(Marker):
    """Stands for a text, or for what a function returns for one."""

    __slots__ = ()


class Present(Marker):
    """Stands for a value that counts as true: the shape has empty values as they are."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


class NumberedText(Present, Text):
    """Stands for a text of the values. Equal texts have the same number, so they can be compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NumberedText):
            return self._value == other._value
        raise Inspected

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Marker._guard


class Html(Text):
    """Stands for what a function returns that escapes texts for HTML itself."""

    __slots__ = ()


class MarkdownPart(Text):
    """Stands for what a function returns that escapes texts for Markdown itself."""

    __slots__ = ()


class SafeText(Present, Html):
    """Stands for HTML of the values."""

    __slots__ = ()


class Opaque(Present):
    """Stands for a list, a record or a function of the values."""

    __slots__ = ()

    def __call__(self, *arguments: object, **named: object) -> Text:
        """Return the marker for what the function returns."""
        return _deferred(call_function, (self, *arguments), named)


class FirstItem(Present):
    """Stands for a list of which a template may look at the first item."""

    __slots__ = ("_first",)

    def __init__(self, value: Expression, first: object) -> None:
        super().__init__(value)
        self._first = first

    def __getitem__(self, index: object) -> Any:
        if index == 0:
            return self._first
        raise Inspected


class RecordMarker(Present):
    """Stands for a record: it has the fields that belong to the shape, and no others."""

    __slots__ = ("_fields",)

    def __init__(self, value: Expression, fields: Mapping[str, object]) -> None:
        super().__init__(value)
        self._fields = fields

    def __getattr__(self, name: str) -> Any:
        try:
            return self._fields[name]
        except KeyError:
            raise Inspected(name) from None

    def __getitem__(self, name: object) -> Any:
        """Have no items by name, as records; filters such as `map` then look for an attribute."""
        if isinstance(name, str):
            raise TypeError(name)
        raise Inspected


class Joined(Text):
    """Stands for what a part of a template wrote: escaped texts, and functions that return them.

    `mark` makes the text one that is not escaped again.
    """

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[object], mark: Callable[[str], str] = str) -> None:
        self._parts = list(_flat(parts))
        super().__init__(
            Call(lambda *texts: mark("".join(texts)), *[expression_of(part) for part in self._parts])
        )


class Written(Marker):
    """The output of a template for a marker: its value, escaped."""

    __slots__ = ()


class Skeleton:
    """The output of a template for a number of values: texts, and what is found when it is filled.

    It is filled in a list: first the values, then the constants, then the result of each call. The same call
    is made once.
    """

    def __init__(self, count: int, parts: Iterable[object]) -> None:
        calls: _Calls = {}
        constants: dict[object, object] = {}
        shown = [_key_of(expression_of(part), calls, constants) for part in (*_flat(parts), "")]
        order = [*range(count), *constants, *calls]
        position = {key: at for at, key in enumerate(order)}
        self._constants = list(constants.values())
        self._calls = [
            (function, arguments[0], itemgetter(*arguments) if len(arguments) > 1 else None)
            for function, keys in calls.values()
            if (arguments := [position[key] for key in keys])
        ]
        self._parts = itemgetter(*[position[key] for key in shown])

    def fill(self, values: Values) -> str:
        """Return the text for some values."""
        found = values + self._constants
        add = found.append
        for function, first, arguments in self._calls:
            add(function(found[first]) if arguments is None else function(*arguments(found)))
        return "".join(self._parts(found))


_Calls: TypeAlias = dict[object, tuple[Callable[..., object], list[object]]]


def _key_of(expression: Expression, calls: _Calls, constants: dict[object, object]) -> object:
    """Return a key that is the same for the same value; add the calls and constants that it is made from.

    A function inside of another one that calls itself would stay in memory with what it uses: builds run
    without the garbage collector.
    """
    if isinstance(expression, int):
        return expression
    if isinstance(expression, Constant):
        key: object = Constant, id(expression.value)
        constants[key] = expression.value
        return key
    arguments = [_key_of(argument, calls, constants) for argument in expression.arguments]
    key = expression.function, *arguments
    calls.setdefault(key, (expression.function, arguments))
    return key


def _flat(parts: Iterable[object]) -> Iterator[Any]:
    """Yield texts and gaps by turns, with the parts of those that are joined."""
    texts: list[str] = []
    for part in parts:
        for each in part._parts if isinstance(part, Joined) else (part,):
            if isinstance(each, str):
                texts.append(each)
            elif not isinstance(each, Written):
                raise Inspected  # it was not escaped
            else:
                yield "".join(texts)
                texts.clear()
                yield each
    yield "".join(texts)


# What templates do with markers


def write(value: Marker, escape: Callable[[object], str]) -> Marker:
    """Return what a template writes for a marker."""
    if isinstance(value, Joined):
        return value
    kind = Html if escape is escape_output else MarkdownPart
    is_escaped = isinstance(value, kind)
    return Written(value._value if is_escaped else Call(escape, value._value))


def concat(parts: Iterable[object]) -> Any:
    """Join what a template wrote, with or without markers: this replaces `"".join`."""
    parts = list(parts)
    try:
        return "".join(parts)  # type: ignore[arg-type]  # raises if there is a marker among them
    except TypeError:
        return Joined(parts)


def pure(function: Callable[..., Any], kind: type[Text] = Text) -> Callable[..., Any]:
    """Return a function that is called later for texts that are not known yet.

    What it returns must depend only on its arguments. `kind` is that of the marker for it.
    """

    @wraps(function)
    def call(*arguments: object, **named: object) -> Any:
        if _now.with_markers and (_has(Text, arguments) or _has(Text, named)):
            if getattr(function, "jinja_pass_arg", None) is not None:
                raise Inspected
            return _deferred(function, arguments, named, kind)
        return function(*arguments, **named)

    return call


def test(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a test of Jinja that may not look at markers."""

    @wraps(function)
    def call(*arguments: object) -> Any:
        if _now.with_markers and _has(Marker, arguments):
            raise Inspected
        return function(*arguments)

    return call


class Later:
    """A function that is called later for all markers, records included. `kind` is that of its results."""

    def __init__(self, function: Callable[..., Any], kind: type[Text] = Html) -> None:
        self.function, self.kind = function, kind

    def __call__(self, *arguments: object, **named: object) -> Any:
        """Return what the function returns, or a marker for it."""
        if _now.with_markers and _has(Marker, arguments):
            return _deferred(self.function, arguments, named, self.kind)
        return self.function(*arguments, **named)


def _has(kind: type[Marker], value: object) -> bool:
    """Return whether a value is a marker, or a list, tuple or dictionary with one."""
    if isinstance(value, (tuple, list)):
        return any(isinstance(item, kind) or _has(kind, item) for item in value)
    if isinstance(value, dict):
        return any(_has(kind, item) for item in value.values())
    return isinstance(value, kind)


def _deferred(
    function: Callable[..., object],
    arguments: Sequence[object],
    named: Mapping[str, object],
    kind: type[Text] = Text,
) -> Text:
    """Return the marker for what a function returns."""
    if named:
        function = _with_names(function, len(arguments), tuple(named))
    return kind(Call(function, *map(expression_of, (*arguments, *named.values()))))


def _with_names(function: Callable[..., object], count: int, names: Sequence[str]) -> Callable[..., object]:
    """Return a function whose arguments after the first ones have names."""
    return lambda *values: function(*values[:count], **dict(zip(names, values[count:], strict=True)))


def expression_of(value: Any) -> Expression:
    """Return how an argument is found, which may be a marker or have markers in it."""
    if isinstance(value, Marker):
        return value._value
    if not _has(Marker, value):
        return Constant(value)
    if isinstance(value, dict):
        keys = tuple(value)
        return Call(lambda *items: dict(zip(keys, items, strict=True)), *map(expression_of, value.values()))
    return Call(_list if isinstance(value, list) else _tuple, *map(expression_of, value))


def _list(*items: object) -> list[object]:
    return list(items)


def _tuple(*items: object) -> tuple[object, ...]:
    return items


# Shapes


class Known(NamedTuple):
    """A value of any type that is part of the shape, such as a list of flags. It is its own shape."""

    value: object


known = lru_cache(256)(Known)
"""Return a value as part of the shape: most pages have the same few."""


class Shaped(NamedTuple):
    """A value that has another shape than others of its type."""

    value: object
    shape: Shape


class Record:
    """The values that templates may inspect in records of a type.

    `known` fields are part of the shape. Of `texts` it has which are empty and which are equal, of `values`
    what their own types say, of `opaque` fields whether they are empty, of `items` how many there are, and of
    the field `first` its first item. `shapes` are functions for fields that have other shapes. Templates with
    skeletons have no other fields.

    `shape` returns the shape of a record, and adds the record and its texts to the values.
    """

    def __init__(
        self,
        *,
        known: str = "",
        texts: str = "",
        values: str = "",
        opaque: str = "",
        items: str = "",
        first: str = "",
        **shapes: Shape,
    ) -> None:
        self.known = known.split()
        functions = {
            **dict.fromkeys(texts.split(), _text_shape),
            **dict.fromkeys(opaque.split(), _opaque_shape),
            **dict.fromkeys(values.split(), shape_of),
            **dict.fromkeys(items.split(), _items_shape),
            **dict.fromkeys(first.split(), first_of(shape_of)),
            **shapes,
        }
        self.others = list(functions)
        self.shape: Shape = _compiled(self, functions)

    def stand_in(self, numbers: Iterator[int], known: tuple[object, ...], *parts: object) -> RecordMarker:
        """Return the marker for a record, from its shape."""
        number = next(numbers)
        fields = dict(zip(self.known, known, strict=True))
        fields.update(zip(self.others, (stand_in(part, numbers) for part in parts), strict=True))
        return RecordMarker(number, fields)


def _compiled(record: Record, functions: Mapping[str, Shape]) -> Shape:
    """Return the shape function of a record, written out field by field: a page has dozens of records."""
    lines = ["def shape(record, values, numbers):", "    values.append(record)"]
    names: dict[str, object] = {
        "kind": record,
        "NEW": _NEW,
        "OPAQUE": (_OPAQUE,),
        "ITEMS": _ITEMS,
        "NONE": (_KNOWN, tuple, ()),
        "NOTHING": (_KNOWN, type(None), None),
        "KNOWN": _KNOWN,
        "EMPTY": (),
        "shape_in": _SHAPES.get,
        "opaque": _opaque_shape,
    }
    for at, (name, function) in enumerate(functions.items()):
        names[f"function{at}"] = function
        if function is _text_shape:
            lines += [
                f"    text = record.{name}",
                "    if text:",
                "        count = len(values)",
                f"        part{at} = numbers.setdefault(text, count)",
                f"        if part{at} == count:",
                f"            part{at} = NEW",
                "            values.append(text)",
                "    else:",
                f"        part{at} = KNOWN, type(text), text",
            ]
        elif function is _opaque_shape:
            lines += [
                f"    value = record.{name}",
                "    if value:",
                f"        part{at} = OPAQUE",
                "        values.append(value)",
                "    else:",
                f"        part{at} = KNOWN, type(value), value",
            ]
        elif function is _items_shape:
            lines += [
                f"    items = record.{name}",
                "    if items:",
                f"        part{at} = ITEMS, len(items)",
                "        values += items",
                "    else:",
                f"        part{at} = NONE",
            ]
        elif function is shape_of:
            lines += [
                f"    value = record.{name}",
                "    if value is EMPTY:",
                f"        part{at} = NONE",
                "    elif value is None:",
                f"        part{at} = NOTHING",
                "    else:",
                f"        part{at} = shape_in(type(value), opaque)(value, values, numbers)",
            ]
        else:
            lines.append(f"    part{at} = function{at}(record.{name}, values, numbers)")
    known = "".join(f"record.{name}, " for name in record.known)
    parts = "".join(f", part{at}" for at in range(len(functions)))
    lines.append(f"    return kind, ({known}){parts}")
    exec("\n".join(lines), names)  # noqa: S102 - of our own names of fields, as dataclasses do
    shape: Shape = names["shape"]  # type: ignore[assignment]
    return shape


class Kind:
    """A kind of shape, with the function that makes the stand-in from its parts.

    It gets an iterator of the numbers of values that follow: values are numbered in the order in which they
    were added.
    """

    def __init__(self, stand_in: Callable[..., object]) -> None:
        self.stand_in = stand_in


_NEW = -1  # the shape of a text that no text before it is equal to; otherwise it is the number of that one
_KNOWN = Kind(lambda numbers, kind, value: value)
_SAFE = Kind(lambda numbers: SafeText(next(numbers)))
_OPAQUE = Kind(lambda numbers: Opaque(next(numbers)))
_LIST = Kind(lambda numbers, *shapes: tuple([stand_in(shape, numbers) for shape in shapes]))
_ITEMS = Kind(lambda numbers, count: tuple([Opaque(next(numbers)) for _ in range(count)]))
_FIRST = Kind(lambda numbers, first: FirstItem(next(numbers), stand_in(first, numbers)))


def shape_of(value: object, values: Values, numbers: Numbers) -> object:
    """Return the shape of a value; add what skeletons are filled with to the values.

    `numbers` are those of the texts among the values.
    """
    return _SHAPES.get(type(value), _opaque_shape)(value, values, numbers)


def stand_in(shape: Any, numbers: Iterator[int]) -> Any:
    """Return what a template gets in the place of all values of a shape."""
    if type(shape) is tuple:
        kind, *parts = shape
        return kind.stand_in(numbers, *parts)
    if type(shape) is Known:
        return shape.value
    return NumberedText(next(numbers) if shape == _NEW else shape)


def _text_shape(text: object, values: Values, numbers: Numbers) -> object:
    if not text:
        return _KNOWN, type(text), text
    count = len(values)
    number = numbers.setdefault(text, count)
    if number < count:
        return number
    values.append(text)
    return _NEW


def _safe_shape(text: object, values: Values, numbers: Numbers) -> object:
    if not text:
        return _KNOWN, Markup, text
    values.append(text)
    return (_SAFE,)


def _known_shape(value: object, values: Values, numbers: Numbers) -> object:
    return _KNOWN, type(value), value


def _opaque_shape(value: object, values: Values, numbers: Numbers) -> object:
    if not value:
        return _KNOWN, type(value), value
    values.append(value)
    return (_OPAQUE,)


def _items_shape(items: Any, values: Values, numbers: Numbers) -> object:
    if not items:
        return _KNOWN, tuple, ()
    values += items
    return _ITEMS, len(items)


def first_of(shape: Shape) -> Shape:
    """Return the shape function of lists of which templates look at the first item only."""

    def first_shape(items: Any, values: Values, numbers: Numbers) -> object:
        if not items:
            return _KNOWN, tuple, ()
        values.append(items)
        return _FIRST, shape(items[0], values, numbers)

    return first_shape


def each_of(shape: Shape) -> Shape:
    """Return the shape function of lists of such items."""

    def list_shape(items: Any, values: Values, numbers: Numbers) -> object:
        if not items:
            return _KNOWN, tuple, ()
        if len(items) == 1:
            return _LIST, shape(items[0], values, numbers)
        return _LIST, *[shape(item, values, numbers) for item in items]

    return list_shape


def optional(shape: Shape) -> Shape:
    """Return the shape function of values that may be None."""

    def optional_shape(value: Any, values: Values, numbers: Numbers) -> object:
        return (_KNOWN, type(None), None) if value is None else shape(value, values, numbers)

    return optional_shape


_list_shape = each_of(shape_of)
_SHAPES: dict[type, Shape] = {
    str: _text_shape,
    Markup: _safe_shape,
    bool: _known_shape,
    int: _known_shape,
    type(None): _known_shape,
    Known: lambda value, values, numbers: value,
    Shaped: lambda value, values, numbers: value.shape(value.value, values, numbers),
    tuple: _list_shape,
    list: _list_shape,
}


def declare(shapes: Mapping[type, Shape]) -> None:
    """Declare what templates may inspect in values of some types."""
    _SHAPES.update(shapes)


# Rendering


class Skeletons:
    """Renders a template, or a macro, with a skeleton for each shape of its values.

    `run` returns what the template writes for values or their stand-ins: parts of a text.
    """

    def __init__(self, run: Callable[..., Iterable[object]], *, enabled: bool | None = None) -> None:
        self.run = run
        self.enabled = os.environ.get(_SWITCH) != "0" if enabled is None else enabled
        self.skeletons: dict[object, Skeleton | None] = {}
        self.inspected = 0

    def render(self, *values: object) -> str:
        """Return the text for some values."""
        return self.prepare(*values)()

    def prepare(self, *values: object) -> Callable[[], str]:
        """Return the function that writes the text for some values, whose shape is found now."""
        if not self.enabled:
            return partial(self._run, *values)
        filled: Values = []
        numbers: Numbers = {}
        shapes = _SHAPES.get
        shape = tuple(
            [
                value if type(value) is Known else shapes(type(value), _opaque_shape)(value, filled, numbers)
                for value in values
            ]
        )
        try:
            skeleton = self.skeletons[shape]
        except KeyError:
            skeleton = self._add(shape)
        return partial(self._run, *values) if skeleton is None else partial(skeleton.fill, filled)

    def _run(self, *values: object) -> str:
        plain = [value.value if isinstance(value, (Known, Shaped)) else value for value in values]
        return "".join(self.run(*plain))  # type: ignore[arg-type]  # without markers, all parts are texts

    def _add(self, shape: tuple[object, ...]) -> Skeleton | None:
        """Return the skeleton of a new shape, or None if the template has to be run for its values."""
        if len(self.skeletons) >= _MOST_SHAPES:
            return None
        skeleton = None
        before, _now.with_markers = _now.with_markers, True
        try:
            following = count()
            parts = list(self.run(*[stand_in(part, following) for part in shape]))
            skeleton = Skeleton(next(following), parts)
        except (Inspected, Exception):  # if it is an error of the template, running it reports the error
            self.inspected += 1
        finally:
            _now.with_markers = before  # another skeleton may be in the making
        self.enabled = self.inspected < _TRIES or self.inspected <= len(self.skeletons)
        self.skeletons[shape] = skeleton
        return skeleton
