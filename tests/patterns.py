"""Find all regular expressions of the code base, and texts on which a bad one takes more than linear time.

Patterns are found in the syntax trees of all modules, in the tables of fields and in the scripts of the
templates, so that new ones are tested automatically.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, product
from types import ModuleType
from typing import Any, NamedTuple

import eventdocs
from eventdocs.model.glossary import _pattern as term_pattern
from eventdocs.rules.placeholders import _broken_pattern as broken_pattern
from eventdocs.rules.translations import _LETTERS
from eventdocs.schema import fields
from eventdocs.schema.types import TextType
from eventdocs.site.routes import _paths
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, SYNTAXES, Syntaxes
from eventdocs.text.placeholders import _pattern as placeholder_pattern
from tests.conftest import ROOT

# A private module, because Python has no public parser: `sre_parse` has been deprecated since 3.11.
_parser = importlib.import_module("re._parser")

_FUNCTIONS = frozenset(
    ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
)
_ANCHORED = frozenset(("match", "fullmatch"))
_SIZES = (16, 20, 25, 31, 39, 49, 61, 76, 96, 400, 2_000)  # small steps, as time may grow exponentially
_NEGLIGIBLE = 0.001  # seconds for 2,000 characters: 2 ns for each pair of them would be 4 ms
_LIMIT = 0.02
_GROWTH = 9.0  # four times the text; linear is 4, quadratic is 16
_MAX_TEXTS = 260


class FoundPattern(NamedTuple):
    """A regular expression, its location, and whether it is only matched at the start of a text."""

    where: str
    pattern: str
    flags: int = 0
    anchored: bool = False


# Patterns that functions build from their arguments, by module and expression, for some arguments.
DYNAMIC: Mapping[tuple[str, str], Sequence[FoundPattern]] = {
    ("eventdocs.model.glossary", "pattern"): [
        FoundPattern("term", each.pattern, each.flags)
        for each in (
            term_pattern("session id", False),
            term_pattern("aaaa", False),
            term_pattern("セッション", True),
        )
    ],
    ("eventdocs.schema.types", "pattern"): [],  # those of fields, which `_field_patterns` yields
    ("eventdocs.formats.yaml.regular_places", r"f'\\n {{0,{column - 1}}}{first}'"): [
        FoundPattern("left of a column", r"\n {0,7}[^ \n#]")
    ],
    ("eventdocs.site.routes", "_path_pattern()"): [
        FoundPattern("paths of a site", _paths().pattern, re.DOTALL, anchored=True)
    ],
    ("eventdocs.rules.translations", "_LETTERS[code]"): [
        FoundPattern(code, letters) for code, letters in _LETTERS.items()
    ],
    ("eventdocs.text.linear_patterns", "written"): [],  # see tests/text/test_linear_patterns.py
    ("eventdocs.text.placeholders", "'|'.join(alternatives)"): [
        FoundPattern(f"placeholders {' '.join(syntaxes.names)}", pattern.pattern)
        for syntaxes in (
            DEFAULT_SYNTAXES,
            *(Syntaxes((name,)) for name in SYNTAXES),
            Syntaxes(tuple(SYNTAXES)),
        )
        for literal in (True, False)
        for pattern in [placeholder_pattern(syntaxes, literal)]
        if pattern is not None
    ],
    ("eventdocs.rules.placeholders", "'|'.join(patterns)"): [
        FoundPattern("broken placeholders", pattern.pattern)
        for pattern in [broken_pattern(("windows", "braces", "journal"))]
        if pattern is not None
    ],
    ("eventdocs.schema.validate", "pattern"): [],  # of fields, see `_field_patterns`
    ("eventdocs.schema.validate", "expected.pattern"): [],
    ("eventdocs.schema.json_schema", "field_type.pattern"): [],
}


def all_patterns() -> list[FoundPattern]:
    """Return all regular expressions of the code base, each once."""
    modules = [importlib.import_module(name) for name in _module_names()]
    found = [each for module in modules for each in _module_patterns(module)]
    return list(dict.fromkeys([*found, *_field_patterns(), *_script_patterns()]))


def _module_names() -> Iterator[str]:
    for module in pkgutil.walk_packages(eventdocs.__path__, "eventdocs."):
        if not module.name.endswith("__main__"):
            yield module.name


def _module_patterns(module: ModuleType) -> Iterator[FoundPattern]:
    source = inspect.getsource(module)
    if "re." not in source and not any(_compiled(tuple(vars(module).values()))):
        return
    tree = ast.parse(source)
    anchored_names = frozenset(_anchored_names(tree))
    for name, value in vars(module).items():
        for pattern in _compiled(value):
            text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
            yield FoundPattern(f"{module.__name__}.{name}", text, pattern.flags, name in anchored_names)
    for function in (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            yield from _call_patterns(module, function.name, call)


def _compiled(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield the compiled patterns in a value of a module, also those in dictionaries and sequences."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _compiled(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _compiled(inner)


def _anchored_names(tree: ast.Module) -> Iterator[str]:
    """Yield the private names of a module that are used only with `match` and `fullmatch`."""
    uses: dict[str, set[str]] = {}
    attributes = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            uses.setdefault(node.id, set()).add(attributes.get(id(node), ""))
    yield from (name for name, used in uses.items() if name.startswith("_") and used <= _ANCHORED)


def _call_patterns(module: ModuleType, function: str, call: ast.Call) -> Iterator[FoundPattern]:
    callee = call.func
    if not (
        isinstance(callee, ast.Attribute)
        and isinstance(callee.value, ast.Name)
        and callee.value.id == "re"
        and callee.attr in _FUNCTIONS
    ):
        return
    where, expression = f"{module.__name__}.{function}", ast.unparse(call.args[0])
    if (module.__name__, expression) in DYNAMIC:
        yield from DYNAMIC[module.__name__, expression]
        return
    flags = 0
    for argument in (*call.args[1:], *(keyword.value for keyword in call.keywords)):
        if "re." in ast.unparse(argument):
            flags |= int(eval(ast.unparse(argument), vars(module)))
    try:
        pattern = eval(expression, vars(module))
    except NameError as error:
        raise AssertionError(f"{where}: add the pattern `{expression}` to DYNAMIC") from error
    yield FoundPattern(where, pattern, flags, callee.attr in _ANCHORED)


def _field_patterns() -> Iterator[FoundPattern]:
    """Yield the patterns of fields; they are always matched against a whole value."""
    pending: list[object] = list(vars(fields).values())
    seen: set[int] = set()
    while pending:
        value = pending.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, TextType):
            if value.pattern:
                yield FoundPattern("eventdocs.schema.fields", value.pattern, anchored=True)
        elif isinstance(value, tuple | list):
            pending += value
        elif type(value).__module__ == "eventdocs.schema.types":
            pending += [getattr(value, name) for name in type(value).__annotations__]


# In JavaScript, a regular expression is where an operand is expected.
_LITERAL = re.compile(r"(?<=[(,=:\[!&|?{};])\s*/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")


def script_literals(script: str) -> list[tuple[str, str]]:
    """Return the regular expressions of a script with their flags."""
    code = re.sub(r"^\s*//.*$|/\*.*?\*/|\s//\s.*$", "", script, flags=re.MULTILINE)
    return _LITERAL.findall(code)


def _script_patterns() -> Iterator[FoundPattern]:
    for path in sorted((ROOT / "templates").rglob("*.js")):
        for pattern, flags in script_literals(path.read_text("utf-8")):
            own = _without_categories(pattern).replace(r"\/", "/")
            yield FoundPattern(path.name, own, re.IGNORECASE if "i" in flags else 0)


def _without_categories(pattern: str) -> str:
    """Return a pattern with some characters of each Unicode category, for which Python has no escapes."""
    some = {
        "L": "A-Za-z\u00c0-\u00ff\u0e00-\u0e2e\u3041-\u3096",
        "M": "\u0300-\u036f",
        "Cf": "\u00ad\u200b-\u200f\u2066-\u2069",
        "Lu": "A-Z\u00c0-\u00d6",
        "N": "0-9",
        "Nd": "0-9",
    }
    in_class = re.compile(r"(?<!\\)\[(?:\\.|[^\\\]])*+\]")
    category = re.compile(r"\\p\{(\w+)\}")
    in_classes = in_class.sub(lambda match: category.sub(lambda found: some[found[1]], match[0]), pattern)
    return category.sub(lambda found: f"[{some[found[1]]}]", in_classes)


def is_linear(found: FoundPattern) -> str:
    """Return the shape of a text on which a pattern takes more than linear time, or an empty text."""
    # The tests pass strings, also to patterns for bytes.
    pattern = re.compile(found.pattern, found.flags & ~re.UNICODE & ~re.LOCALE & ~re.DEBUG)
    run = _anchored_run(pattern) if found.anchored else _search_run(pattern)
    for before, unit, after in islice(adversaries(found), _MAX_TEXTS):
        if not _grows_linearly(run, before, unit, after):
            return f"{before!r} + {unit!r} * n + {after!r}"
    return ""


def _anchored_run(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: (pattern.fullmatch(text), pattern.match(text))


def _search_run(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


def _grows_linearly(run: Callable[[str], object], before: str, unit: str, after: str) -> bool:
    def seconds(size: int, rounds: int = 1) -> float:
        text = before + unit * (size // len(unit)) + after
        return min(_cpu_time(run, text) for _ in range(rounds))

    times = []
    for size in _SIZES:
        times.append(seconds(size))
        if times[-1] > _LIMIT and size < _SIZES[-1] and seconds(size, 3) > _LIMIT:
            return False
    if times[-1] < _NEGLIGIBLE:
        return True
    return seconds(4 * _SIZES[-1], 3) < _GROWTH * max(seconds(_SIZES[-1], 3), _NEGLIGIBLE / 4)


def _cpu_time(run: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    run(text)
    return time.process_time() - start


def adversaries(found: FoundPattern) -> Iterator[tuple[str, str, str]]:
    """Yield shapes of texts from the syntax of a pattern: a text before a loop, its body, and an end.

    The ends make a match fail. Bodies are those of the loops, whole starts of a match, and all pairs of
    characters in the pattern.
    """
    tree = list(_parser.parse(found.pattern, found.flags & ~re.DEBUG))
    shapes: dict[tuple[str, str], None] = {}
    for before, body in _loops(tree, ""):
        for unit in _samples(body, 4):
            if unit:
                shapes[before, unit] = None
                shapes["", before + unit] = None
                shapes["", before + unit * 3] = None
    letters = list(dict.fromkeys(_characters(tree)))[:9]
    for unit in (*letters, *(a + b for a, b in product(letters, letters) if a != b)):
        shapes["", unit] = None
    whole = next(iter(_samples(tree, 1)), "")
    for length in range(1, min(len(whole), 8)):
        shapes["", whole[:length]] = None
    for before, unit in shapes:
        yield before, unit, ""
        yield before, unit, "\x00!"


def has_possessive_group(found: FoundPattern) -> bool:
    """Return whether a pattern repeats more than a character possessively."""
    return _repeats_group(list(_parser.parse(found.pattern, found.flags & ~re.DEBUG)))


def _repeats_group(items: Sequence[Any]) -> bool:
    return any(
        (str(operator) == "POSSESSIVE_REPEAT" and not _is_character(list(argument[2])))
        or any(_repeats_group(inner) for inner in _inner(str(operator), argument))
        for operator, argument in items
    )


def _is_character(items: Sequence[Any]) -> bool:
    return [str(operator) in ("LITERAL", "NOT_LITERAL", "IN", "ANY") for operator, _ in items] == [True]


def _loops(items: Sequence[Any], before: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the loops of a pattern, each with a text that matches everything before it."""
    for operator, argument in items:
        name = str(operator)
        if name.endswith("_REPEAT"):
            _, most, body = argument
            if int(most) > 1:
                yield before, list(body)
        for inner in _inner(name, argument):
            yield from _loops(inner, before)
        before += next(iter(_samples([(operator, argument)], 1)), "")


def _inner(name: str, argument: Any) -> Iterator[Sequence[Any]]:
    """Yield the parts of an item of a parsed pattern."""
    if name.endswith("_REPEAT"):
        yield list(argument[2])
    elif name == "SUBPATTERN":
        yield list(argument[3])
    elif name == "ATOMIC_GROUP":
        yield list(argument)
    elif name == "BRANCH":
        yield from (list(branch) for branch in argument[1])
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield list(argument[1])


def _samples(items: Sequence[Any], most: int) -> list[str]:
    """Return some texts that a part of a pattern matches; assertions are ignored."""
    texts = [""]
    for operator, argument in items:
        options = _options(str(operator), argument, most)
        texts = [text + option for option, text in product(options, texts)][:most]
    return texts


def _options(name: str, argument: Any, most: int) -> list[str]:
    if name == "LITERAL":
        return [chr(argument)]
    if name in ("NOT_LITERAL", "IN", "ANY"):
        return _class_characters(name, argument)[:most]
    if name.endswith("_REPEAT"):
        least, _, body = argument
        return [text * max(1, int(least)) for text in _samples(list(body), most)]
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _samples(next(iter(_inner(name, argument))), most)
    if name == "BRANCH":
        return [text for branch in _inner(name, argument) for text in _samples(branch, most)][:most]
    return [""]


_CANDIDATES = "a1A_.-:/ %\t\n(){}[]<>'\"`*#&;,!?=|\\0@+~ée\u00a0\u3042"
_CATEGORIES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_DIGIT": "a.",
    "CATEGORY_SPACE": " \n",
    "CATEGORY_NOT_SPACE": "a.",
    "CATEGORY_WORD": "a1A_",
    "CATEGORY_NOT_WORD": ".- ",
}


def _class_characters(name: str, argument: Any) -> list[str]:
    """Return some characters of a class."""
    if name == "ANY":
        return list("a. ")
    if name == "NOT_LITERAL":
        return [each for each in "a1. " if each != chr(argument)]
    if str(argument[0][0]) == "NEGATE":
        excluded = {each for item in argument[1:] for each in _members(str(item[0]), item[1])}
        return [each for each in _CANDIDATES if each not in excluded][:4]
    return [each for item in argument for each in _members(str(item[0]), item[1])]


def _members(name: str, argument: Any) -> Iterator[str]:
    if name == "LITERAL":
        yield chr(argument)
    elif name == "RANGE":
        yield chr(argument[0])
        yield from (each for each in _CANDIDATES if argument[0] < ord(each) <= argument[1])
    elif name == "CATEGORY":
        yield from _CATEGORIES[str(argument)]


def _characters(items: Sequence[Any]) -> Iterator[str]:
    """Yield the characters in a pattern, those at its start first."""
    for operator, argument in items:
        name = str(operator)
        if name == "IN" and str(argument[0][0]) != "NEGATE":
            yield from (next(_members(str(kind), member)) for kind, member in argument)
        elif name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            yield from _options(name, argument, 3)
        for inner in _inner(name, argument):
            yield from _characters(inner)
