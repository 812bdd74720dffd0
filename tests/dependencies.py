"""The packages that eventdocs depends on: their licenses, and a software bill of materials.

The versions, hashes and dependencies come from the lock files, the licenses from the metadata of the installed
packages. `make docs` writes the licenses to docs/reference/dependencies.md, `make sbom` the bill of materials.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from typing import NamedTuple

import eventdocs
from tests.conftest import ROOT

# The purpose of each package in pyproject.toml.
PURPOSES = {
    "atheris": "coverage-guided fuzzing of file readers",
    "axe-playwright-python": "accessibility checks of pages",
    "babel": "CLDR data: names of languages, plurals, numbers",
    "check-jsonschema": "schemas of pipeline files",
    "click": "the command line",
    "coverage": "branch coverage",
    "distributed": "builds on several machines",
    "flask": "local S3 server in tests",
    "flask-cors": "local S3 server in tests",
    "fsspec": "publishing to object storage",
    "hatchling": "building the package",
    "hypothesis": "tests with generated values",
    "import-linter": "checks of the layers",
    "jinja2": "templates of pages",
    "jsonschema": "checks of JSON output",
    "markdown-it-py": "Markdown in strings",
    "moto": "local S3 server in tests",
    "mypy": "type checks",
    "openpyxl": "XLSX files",
    "playwright": "browser tests",
    "polib": "an independent reader of PO files, for tests",
    "pypdf": "the text of printed pages, for tests",
    "pytest": "tests",
    "pytest-xdist": "tests in several processes",
    "pyyaml": "parsing of catalog files",
    "ruff": "format and lint",
    "s3fs": "publishing to S3",
    "types-jsonschema": "types of jsonschema",
    "types-openpyxl": "types of openpyxl",
    "types-polib": "types of polib",
    "types-pyyaml": "types of pyyaml",
    "watchfiles": "the preview: changes of files",
    "zizmor": "checks of workflows",
}
# Packages whose metadata do not contain their license; it is in the LICENSE file of each.
_LICENCE_FILES = {"atheris": "Apache-2.0", "axe-playwright-python": "MIT"}
# Names of licenses in older metadata. The metadata of some packages only say `BSD`.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_CLASSIFIER = "License :: OSI Approved :: "
_ROOT_PACKAGE = "eventdocs"
_EXTRAS = frozenset({"distributed", "fsspec", "s3fs"})
_PIN = re.compile(r"^([\w.-]+)==(\S+)((?: \\\n +--hash=sha256:[0-9a-f]{64})+)((?:\n +#.*)*)", re.MULTILINE)
_SECTIONS = {
    "To run eventdocs": ("run",),
    "For the extras `publish` and `dask`": ("extras",),
    "To build, develop and test": ("build", "dev"),
}


class Package(NamedTuple):
    """A locked package; `needed_by` are the packages that depend on it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def read_lock(name: str) -> list[Package]:
    """Return the packages of a lock file."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    return [
        Package(package, version, tuple(re.findall(r"[0-9a-f]{64}", hashes)), tuple(_needed_by(comment)))
        for package, version, hashes, comment in _PIN.findall(text)
    ]


def _needed_by(comment: str) -> Iterator[str]:
    for line in comment.splitlines():
        name = re.sub(r"^ +#(?: +via)?", "", line).split("(")[0].strip()
        if name:
            yield _ROOT_PACKAGE if name == "-" else name


@cache
def license_of(package: str) -> str:
    """Return the license of an installed package, as an SPDX expression if its metadata allow it."""
    fields = metadata.metadata(package)
    field = " ".join(fields.get_all("License", []))
    classifiers = [
        name.removeprefix(_CLASSIFIER)
        for name in fields.get_all("Classifier", [])
        if name.startswith(_CLASSIFIER)
    ]
    alternatives = " OR ".join(sorted(_SPDX.get(name, name) for name in classifiers))
    is_name = field and (field in _SPDX or re.fullmatch(r"[A-Z][\w.-]*-[\d.]+(?:-Clause)?|MIT", field))
    return (
        " ".join(fields.get_all("License-Expression", []))
        or (_SPDX.get(field, field) if is_name else alternatives or field)
        or _LICENCE_FILES.get(package, "")
    )


def is_copyleft(expression: str) -> bool:
    """Return whether each alternative of a license is of the GPL family."""
    return all("GPL" in part or "General Public" in part for part in re.split(r"\bOR\b", expression))


def packages() -> dict[str, list[Package]]:
    """Return all locked packages by what they are for: `run`, `extras`, `build` and `dev`."""
    run, build, dev = map(read_lock, ("run", "build", "dev"))
    known = {package.name for package in run}
    graph = {package.name: package for package in dev}
    others = [package for package in dev if package.name not in known]
    extras = [package for package in others if _is_needed_by(package.name, _EXTRAS, graph)]
    return {
        "run": run,
        "extras": extras,
        "build": build,
        "dev": [package for package in others if package not in extras],
    }


def _is_needed_by(name: str, roots: frozenset[str], graph: Mapping[str, Package]) -> bool:
    seen, left = set[str](), [name]
    while left:
        name = left.pop()
        if name in roots:
            return True
        if name in graph and name not in seen:
            seen.add(name)
            left += graph[name].needed_by
    return False


def document() -> str:
    """Return docs/reference/dependencies.md."""
    lines = [
        "# Dependencies",
        "",
        "The licenses are those that the packages declare. `requirements/` has the versions and their hashes,",
        "`make sbom` writes a software bill of materials.",
    ]
    groups = packages()
    for title, names in _SECTIONS.items():
        rows = {package.name: package for name in names for package in groups[name]}
        lines += ["", f"## {title}", "", "| package | for | license |", "| --- | --- | --- |"]
        lines += [f"| {name} | {_purpose(rows[name])} | {license_of(name)} |" for name in sorted(rows)]
    return "\n".join(lines) + "\n"


def _purpose(package: Package) -> str:
    return PURPOSES.get(package.name) or f"needed by {', '.join(sorted(package.needed_by))}"


def bill_of_materials() -> str:
    """Return the packages that eventdocs runs with as a CycloneDX document; the same for the same lock."""
    locked = read_lock("run")
    references = {package.name: f"pkg:pypi/{package.name}@{package.version}" for package in locked}
    references[_ROOT_PACKAGE] = _ROOT_PACKAGE
    needs: dict[str, list[str]] = {name: [] for name in references}
    for package in locked:
        for name in package.needed_by:
            needs[name].append(references[package.name])
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": _ROOT_PACKAGE,
                "name": _ROOT_PACKAGE,
                "version": eventdocs.__version__,
                "licenses": [_license_choice("MIT")],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": references[package.name],
                "name": package.name,
                "version": package.version,
                "purl": references[package.name],
                "licenses": [_license_choice(license_of(package.name))],
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
            }
            for package in locked
        ],
        "dependencies": [
            {"ref": references[name], "dependsOn": sorted(needs[name])} for name in sorted(needs)
        ],
    }
    return json.dumps(bill, indent=2) + "\n"


def _license_choice(expression: str) -> dict[str, object]:
    if expression == "BSD":  # the metadata do not say which one
        return {"license": {"name": expression}}
    return {"expression": expression}


if __name__ == "__main__":
    print(bill_of_materials(), end="")
