"""Only `eventdocs.store` opens files, runs programs and talks to the network; every other module works with values.

import-linter checks imports (pyproject.toml). It cannot see a call such as `path.exists()`, so these tests
search the syntax trees. They only see names: `.read_text` of anything counts as that of a path, and file
access inside libraries, such as Babel with its own data, is not detected.

Pure operations on paths (`/`, `.parent`, `.name`, `.suffix`, `.relative_to`, `.as_posix`) are allowed.
`.resolve`, `.absolute` and `.expanduser` are not: they follow links on the disk, or depend on the working
folder.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "eventdocs"

# Modules for files, processes or the network.
MODULES = frozenset({
    "asyncio", "fcntl", "fileinput", "ftplib", "glob", "http", "importlib.metadata", "importlib.resources",
    "importlib.util", "linecache", "mmap", "multiprocessing", "pkgutil", "posix", "pty", "runpy", "select",
    "selectors", "shelve", "shutil", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess",
    "tarfile", "tempfile", "urllib.request",
})  # fmt: skip
# Modules in which only these names do not access files.
HARMLESS = {
    "os": frozenset({"cpu_count", "environ", "fspath", "sched_getaffinity"}),
    "io": frozenset({"BytesIO", "StringIO"}),
}
# Methods that only paths have: a mention is enough, as in `map(Path.read_bytes, paths)`.
METHODS = frozenset({
    "chmod", "expanduser", "hardlink_to", "is_block_device", "is_char_device", "is_dir", "is_fifo", "is_file",
    "is_junction", "is_mount", "is_socket", "is_symlink", "iterdir", "lchmod", "lstat", "mkdir", "open_file",
    "read_bytes", "read_text", "readlink", "rglob", "rmdir", "samefile", "scandir", "symlink_to", "touch",
    "unlink", "write_bytes", "write_text",
})  # fmt: skip
# Methods whose names other classes could have: only calls count.
CALLED = frozenset({
    "absolute", "copy_into", "cwd", "exists", "glob", "home", "move", "move_into", "open", "rename", "resolve",
    "stat", "walk",
})  # fmt: skip


def file_access(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and name of every access to a file, a process or the network."""
    tree = ast.parse(source)
    aliases = dict(_imported_modules(tree))
    for node in ast.walk(tree):
        for name in _access(node, aliases):
            yield getattr(node, "lineno", 0), name


def _imported_modules(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Return the modules by the names under which they are imported: `import os as system` gives `system`, `os`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)


def _access(node: ast.AST, aliases: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (alias.name for alias in names if _is_forbidden(alias.name))
        case ast.ImportFrom(module=str(module), names=names, level=0):
            imported = (f"{module}.{alias.name}" for alias in names)
            yield from (name for name in imported if _is_forbidden(name))
        case ast.Name(id="open", ctx=ast.Load()):
            yield "open"
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if (
            module := aliases.get(name, "")
        ) in HARMLESS:
            if attr not in HARMLESS[module]:
                yield f"{module}.{attr}"
        case ast.Attribute(attr=attr) if attr in METHODS:
            yield f".{attr}"
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if aliases.get(name) in HARMLESS:
            pass  # found by its name
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in CALLED or _replaces_a_file(node):
            yield f".{attr}()"


def _is_forbidden(name: str) -> bool:
    module, _, attribute = name.partition(".")
    if module in HARMLESS:
        return bool(attribute) and attribute not in HARMLESS[module]
    return any(name == each or name.startswith(f"{each}.") for each in MODULES)


def _replaces_a_file(call: ast.Call) -> bool:
    """Distinguish `path.replace(target)` from `text.replace(old, new)` by the number of arguments."""
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "replace"
    return named and len(call.args) + len(call.keywords) == 1 and not _is_spread(call)


def _is_spread(call: ast.Call) -> bool:
    return any(isinstance(each, ast.Starred) for each in call.args) or any(
        each.arg is None for each in call.keywords
    )


MODULES_WITHOUT_FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(PACKAGE / "store")
)


@pytest.mark.parametrize("path", MODULES_WITHOUT_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_outside_of_the_store_reaches_for_files(path: Path) -> None:
    assert list(file_access(path.read_text("utf-8"))) == []


def test_all_modules_are_searched_and_the_store_is_where_files_are_opened() -> None:
    names = {path.relative_to(PACKAGE).parts[0] for path in MODULES_WITHOUT_FILES}
    assert {"cli", "commands", "building", "rules", "formats", "site", "model", "__main__.py"} <= names
    found = {name for path in (PACKAGE / "store").rglob("*.py") for _, name in file_access(path.read_text())}
    assert {".open()", ".replace()", "os.open", "subprocess", "tempfile", "fcntl"} <= found


# The functions with which each module of the store opens files by itself. All others call `store/files.py`, whose
# `read_bytes` opens only regular files, up to a limit.
OPENERS = frozenset({"open", "io.open", "os.open", "os.fdopen", ".open()", ".read_bytes", ".read_text"})
OPENED = {
    "files.py": {"os.open", "os.fdopen", ".open()"},
    "dir_fingerprint.py": {"os.open"},  # folders
    "staging.py": {"os.open", "open"},  # new files
    "streams.py": {"os.open", "os.fdopen"},  # the null device
    "package_data.py": {".read_bytes"},  # the installed program
    "targets/branch.py": {".open()"},  # a new file in a temporary folder
}


@pytest.mark.parametrize(
    "path",
    sorted((PACKAGE / "store").rglob("*.py")),
    ids=lambda path: path.relative_to(PACKAGE / "store").as_posix(),
)
def test_one_module_opens_the_files_of_users(path: Path) -> None:
    found = {name for _, name in file_access(path.read_text("utf-8"))}
    name = path.relative_to(PACKAGE / "store").as_posix()
    assert found & OPENERS == OPENED.get(name, set())


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("open('a')", "open"),
        ("list(map(open, names))", "open"),
        ("import io\nio.open('a')", "io.open"),
        ("from io import FileIO", "io.FileIO"),
        ("import codecs\ncodecs.open('a')", ".open()"),
        ("import os\nos.listdir(folder)", "os.listdir"),
        ("import os as system\nsystem.stat(folder)", "os.stat"),
        ("import os\nos.path.exists(folder)", "os.path"),
        ("from os import scandir", "os.scandir"),
        ("from os.path import exists", "os.path.exists"),
        ("import os.path", "os.path"),
        ("path.open()", ".open()"),
        ("path.read_bytes()", ".read_bytes"),
        ("list(map(Path.read_text, paths))", ".read_text"),
        ("(folder / 'a').exists()", ".exists()"),
        ("any(folder.iterdir())", ".iterdir"),
        ("for path in folder.glob('*'): pass", ".glob()"),
        ("path.is_symlink()", ".is_symlink"),
        ("path.stat().st_size", ".stat()"),
        ("path.resolve()", ".resolve()"),
        ("Path.cwd()", ".cwd()"),
        ("path.replace(other)", ".replace()"),
        ("path.replace(target=other)", ".replace()"),
        ("path.rename(other)", ".rename()"),
        ("def late():\n    import shutil", "shutil"),
        ("from tempfile import mkdtemp", "tempfile.mkdtemp"),
        ("import subprocess as run", "subprocess"),
        ("from urllib import request", "urllib.request"),
        ("import urllib.request", "urllib.request"),
        ("from importlib import metadata", "importlib.metadata"),
        ("import http.client", "http.client"),
    ],
)
def test_every_way_to_a_file_is_seen(source: str, name: str) -> None:
    assert name in {found for _, found in file_access(source)}


@pytest.mark.parametrize(
    "source",
    [
        "(folder / 'a').with_suffix('.md').relative_to(folder).as_posix()",
        "text.replace('a', 'b')",
        "event.replace(**values)",
        "import os\nos.environ.get('TERM')",
        "import io\nio.BytesIO(data)",
        "from eventdocs.store.files import read_bytes, walk\nread_bytes(path)\nwalk(folder)",
        "from urllib.parse import quote",
        "from importlib import import_module",
        "self.opened, self.resolve, exists(path)",
    ],
)
def test_values_and_arithmetic_on_paths_are_free(source: str) -> None:
    assert list(file_access(source)) == []
