"""The command line reports errors in one line with the right exit code, and never prints a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eventdocs import __version__
from tests.conftest import EVENT, ROOT, Run, Write, tree
from tests.other_processes import HANGS_AFTER, interruptible


def process(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run eventdocs in its own process."""
    command = [sys.executable, "-m", "eventdocs", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, timeout=60
    )


def test_version_does_not_import_any_library(tmp_path: Path) -> None:
    code = "import sys; from eventdocs.__main__ import run; run(); print(sorted(sys.modules))"
    command = [sys.executable, "-c", f"import sys; sys.argv = ['eventdocs', '--version']; {code}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"eventdocs {__version__}\n")
    assert not any(
        f"'{heavy}'" in done.stdout for heavy in ("click", "jinja2", "babel", "yaml", "markdown_it")
    )


def test_the_help_of_commands_has_examples(run: Run) -> None:
    assert "eventdocs new catalog" in run("--help").out
    for command in (["build"], ["check"], ["import", "learn"], ["completion"]):
        outcome = run(*command, "--help")
        assert outcome.code == 0
        assert "Example" in outcome.out


def test_summaries_go_to_stderr_unless_quiet(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog()
    built = run("build", folder, "-o", tmp_path / "site")
    assert (built.code, built.out) == (0, "")
    assert "1 event in 2 locales; 26 files written" in built.err
    assert run("--quiet", "build", folder, "-o", tmp_path / "site").err == ""
    assert run("check", folder).err.endswith("1 event, no findings\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["buld"], 2, "unknown command `buld` · did you mean `build`?"),
        (["build", "--fromat", "html"], 2, "unknown option `--fromat`"),
        (["build", "--format", "pdf"], 2, "unknown value `pdf` for `--format`"),
        (["build", "nowhere"], 2, "no catalog at `nowhere`"),
        (
            ["build", "CATALOG", "--locale", "pt-PT"],
            2,
            "the catalog has no locale `pt-PT` · did you mean `pt-BR`?",
        ),
        (["build", "CATALOG", "-o", "CATALOG/site"], 2, "overlap"),
        (["build", "CATALOG", "-o", "CATALOG/.."], 2, "overlap"),
        (["build", "CATALOG", "-o", "CATALOG/../file"], 2, "is not a folder"),
        (["build", "CATALOG", "-o", "/proc/nowhere/site"], 3, "cannot write"),
        (["import", "learn", "--output", "x"], 2, "missing argument"),
    ],
)
def test_usage_and_environment_errors_are_one_line(
    arguments: list[str], code: int, message: str, catalog: Write, run: Run
) -> None:
    folder = catalog()
    (folder.parent / "file").write_text("x")
    outcome = run(*(argument.replace("CATALOG", str(folder)) for argument in arguments))
    assert outcome.code == code
    assert message in outcome.err
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


def test_errors_stop_a_build_before_anything_is_written(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog(
        {"events/8.yaml": EVENT.replace("id: 7", "id: 8").replace("level: error", "level: eror")}
    )
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == 1
    assert f"{folder}/events/8.yaml:3:8 ED012 unknown value `eror`" in outcome.out
    assert "    3 | level: eror\n      |        ^^^^\n      = did you mean `error`?" in outcome.out
    assert "nothing was built" in outcome.err
    assert not (tmp_path / "site").exists()


def test_a_template_error_has_the_file_and_line_of_the_template(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog(
        {
            "templates/index.html": "{% extends 'default/index.html' %}\n{% block main %}\n{{ nothing }}\n{% endblock %}\n"
        }
    )
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == 2
    assert outcome.err == (
        "eventdocs: templates/index.html:3: `nothing` is undefined · fix the template\n"
        "    3 | {{ nothing }}\n"
        "      |    ^^^^^^^\n"
    )
    (folder / "templates/index.html").write_text("x\n{% if %}\n")
    assert "templates/index.html:2: " in run("build", folder, "-o", tmp_path / "site").err
    assert not (tmp_path / "site").exists()


def test_a_template_of_the_catalog_can_extend_the_default_one(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog(
        {
            "templates/base.html": "{% extends 'default/base.html' %}{% block head %}<meta name='own'>{% endblock %}"
        }
    )
    assert run("build", folder, "-o", tmp_path / "site").code == 0
    pages = list((tmp_path / "site").rglob("*.html"))
    assert tmp_path / "site/pt-BR/index.html" in pages
    for page in pages:
        assert page.read_text("utf-8").count("<meta name='own'>") == 1, page
        assert 'rel="stylesheet"' in page.read_text("utf-8")


def test_symbolic_links_out_of_the_catalog_are_reported(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog()
    (tmp_path / "secret.yaml").write_text(EVENT.replace("id: 7", "id: 9"))
    (folder / "events/9.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "events/gone.yaml").symlink_to(tmp_path / "gone.yaml")
    outcome = run("check", folder)
    assert outcome.code == 1
    assert "events/9.yaml:1:1 ED015 the file is a symbolic link that leaves the catalog" in outcome.out
    assert "events/gone.yaml:1:1 ED015" in outcome.out


def test_no_case_of_the_yaml_suite_crashes_as_an_event_file(shared: Path, catalog: Write) -> None:
    """All 402 cases are files of one catalog. The check runs in a process, to detect a crash."""
    cases = json.loads((shared / "hostile/yaml-test-suite.json").read_text("utf-8"))
    files = {f"events/{at}.yaml": case["yaml"].encode() for at, case in enumerate(cases)}
    folder = catalog(files)
    done = process("check", folder, cwd=folder)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    reported = {
        int(line.split(b"events/")[1].split(b".")[0])
        for line in done.stdout.splitlines()
        if b".yaml:" in line and b" ED0" in line
    }
    assert len(reported) == len(cases)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 50_000,
        b"{" * 50_000,
        b"- " * 50_000,
        b"? " * 50_000,
        b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % at for at in range(100)),
        b"\xff\xfei\0d\0",
        b"a: b\0",
        b"id: 1\nname: " + b"x" * 200_000,
        b"%TAG ! tag:x,2000:\n---\n!a b\n",
        b"id: '..'\nname: '..'\nstrings: {}\n",
        b"id: con\nname: /etc/passwd\nstrings: {}\n",
    ],
)
def test_hostile_event_files_are_reported(data: bytes, catalog: Write, tmp_path: Path) -> None:
    folder = catalog({"events/hostile.yaml": data})
    done = process("build", folder, "-o", tmp_path / "site", cwd=tmp_path)
    assert done.returncode == 1
    assert b"events/hostile.yaml:" in done.stdout
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "site").exists()


def test_an_interrupted_build_leaves_no_site_and_has_its_own_exit_code(
    catalog: Write, tmp_path: Path
) -> None:
    folder = catalog({"templates/index.html": "{% for i in range(10**9) %}{% endfor %}"})
    command = [sys.executable, "-m", "eventdocs", "build", str(folder), "-o", str(tmp_path / "site")]
    for number, code in ((2, 130), (15, 143)):
        shutil.rmtree(tmp_path / ".site.eventdocs", ignore_errors=True)
        staging = tmp_path / ".site.eventdocs/staging"
        with interruptible(command, stderr=subprocess.PIPE) as running:
            while running.poll() is None and not any(staging.rglob("*.html")):
                pass
            running.send_signal(number)
            _, err = running.communicate(timeout=HANGS_AFTER)
        assert running.returncode == code
        assert b"Traceback" not in err
    assert not (tmp_path / "site").exists()
    (folder / "templates/index.html").unlink()
    assert process("build", folder, "-o", tmp_path / "site", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / ".site.eventdocs").iterdir()) == [
        "blobs",
        "lock",
        "manifest",
    ]


def test_a_closed_pipe_ends_the_program_without_an_error_message(catalog: Write, tmp_path: Path) -> None:
    folder = catalog({f"events/{at}.yaml": "id: [\n" for at in range(2000)})
    done = subprocess.run(
        f"{sys.executable} -m eventdocs check {folder} | head -1",
        shell=True,
        capture_output=True,
        cwd=tmp_path,
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_sites_are_the_same_in_any_environment_and_file_order(tmp_path: Path) -> None:
    """Builds with different hash seeds, time zones, locales and file orders write the same bytes."""
    shuffled = tmp_path / "catalog"
    for name, data in sorted(tree(ROOT / "catalog").items(), reverse=True):
        path = shuffled / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    environments = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "America/Sao_Paulo", "LANGUAGE": "ar", "PYTHONUTF8": "0"},
    ]
    trees = []
    for at, environment in enumerate(environments):
        source = shuffled if at else ROOT / "catalog"
        out = tmp_path / f"site{at}"
        done = process(
            "build",
            source,
            "-o",
            out,
            "--format",
            "html",
            "--format",
            "markdown",
            cwd=tmp_path,
            **environment,
        )
        assert done.returncode == 0, done.stderr
        trees.append(tree(out))
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) > 100
    assert not [name for name, data in trees[0].items() if str(ROOT).encode() in data]


def test_a_file_that_cannot_be_accessed_is_named(
    catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", "/secret")

    monkeypatch.setattr("eventdocs.commands.check.check_catalog", fail)
    outcome = run("check", catalog())
    assert (outcome.code, outcome.err) == (
        3,
        "eventdocs: cannot access `/secret`: permission denied · check who owns it, and its permissions\n",
    )


def test_an_unexpected_error_is_reported_as_a_bug_with_its_traceback(
    catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdocs.commands.check.check_catalog", lambda folder, against: 1 // 0)
    outcome = run("check", catalog())
    assert outcome.code == 70
    assert "ZeroDivisionError" in outcome.err
    assert outcome.err.endswith(
        "eventdocs: this is a bug in eventdocs · please report it with the text above and the output of: "
        "eventdocs doctor\n"
    )


def test_control_characters_in_a_message_do_not_reach_the_terminal(run: Run) -> None:
    assert run("check", "no\x1b[31mwhere").err.count("\x1b") == 0
