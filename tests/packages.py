"""Build and try the packages of a release: `python -m tests.packages check|install FOLDER`.

`check` builds the wheel and the source archive from two copies of the checkout, and checks that they have the
same bytes and that PyPI accepts the metadata. `install` installs a wheel from the folder, and the checkout,
with pip, pipx and uv, each into a clean environment, and builds a site with it.

The tools are those of the environment that runs this module: requirements/package.txt.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
# Two different timestamps, to detect a timestamp in the files.
_TIMES = (1_500_000_000, 1_600_000_000)


def copy_checkout(folder: Path, time: int) -> None:
    """Copy the sources of packages to a folder, with other timestamps and permissions."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in sorted(tracked.decode().split("\0")[:-1], reverse=time % 2 == 0):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
            target.chmod(0o600 if time == _TIMES[0] else 0o644)
            os.utime(target, (time, time))


def build(checkout: Path, output: Path) -> None:
    """Build the wheel and the source archive of a checkout."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1577836800")}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(output)]
    subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True)


def build_twice(folder: Path) -> list[tuple[str, bytes, bytes]]:
    """Return the packages of two copies of the checkout: their names, and the contents of both builds."""
    for number, time in enumerate(_TIMES):
        copy_checkout(folder / f"checkout-{number}", time)
        build(folder / f"checkout-{number}", folder / f"dist-{number}")
    first, second = folder / "dist-0", folder / "dist-1"
    return [
        (path.name, path.read_bytes(), (second / path.name).read_bytes()) for path in sorted(first.iterdir())
    ]


def check(output: Path) -> None:
    """Build the packages into a folder, and check them."""
    with tempfile.TemporaryDirectory() as folder:
        output.mkdir(parents=True, exist_ok=True)
        for name, first, second in build_twice(Path(folder)):
            if first != second:
                sys.exit(f"{name}: two builds differ")
            (output / name).write_bytes(first)
            print(f"{name}: two builds have the same {len(first):,} bytes")
    packages = sorted(map(str, (*output.glob("*.whl"), *output.glob("*.tar.gz"))))
    subprocess.run([BIN / "twine", "check", "--strict", *packages], check=True)
    subprocess.run([BIN / "check-wheel-contents", *map(str, output.glob("*.whl"))], check=True)


def _installations(wheel: Path, folder: Path) -> Iterator[tuple[str, list[str], Path]]:
    """Yield ways to install: a name, the command, and the program that it installs."""
    for source, path in (("wheel", wheel), ("checkout", ROOT)):
        own = folder / f"pip-{source}"
        subprocess.run([sys.executable, "-m", "venv", own], check=True)
        yield f"pip, {source}", [f"{own}/bin/pip", "install", "--quiet", str(path)], own / "bin/eventdocs"
        pipx = [f"{BIN}/pipx", "install", "--quiet", str(path)]
        yield f"pipx, {source}", pipx, folder / f"pipx, {source}/bin/eventdocs"
        uv = [f"{BIN}/uv", "tool", "install", "--quiet", "--no-config", str(path)]
        yield f"uv, {source}", uv, folder / f"uv, {source}/bin/eventdocs"


def install(dist: Path) -> None:
    """Install the wheel of a folder and the checkout in all ways, and build a site each time."""
    (wheel,) = dist.glob("*.whl")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for way, command, program in _installations(wheel.resolve(), folder):
            home = folder / way
            environment = {
                **os.environ,
                "PIPX_HOME": f"{home}/pipx",
                "PIPX_BIN_DIR": f"{home}/bin",
                "UV_TOOL_DIR": f"{home}/uv",
                "UV_TOOL_BIN_DIR": f"{home}/bin",
            }
            subprocess.run(command, env=environment, check=True)
            for arguments in (
                ["--version"],
                ["new", f"{home}/catalog"],
                ["build", f"{home}/catalog", "-o", f"{home}/site"],
            ):
                subprocess.run([program, "--quiet", *arguments], check=True, cwd=folder)
            if not (home / "site/index.html").is_file():
                sys.exit(f"{way}: no site was built")
            print(f"{way}: installed, and a site built")
            sys.stdout.flush()


if __name__ == "__main__":
    {"check": check, "install": install}[sys.argv[1]](Path(sys.argv[2]))
