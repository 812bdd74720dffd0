"""Attack built catalogs with public payload collections in Chromium: `make xss PAYLOADS=FOLDER`.

The folder has text files with one payload a line. Each payload is written into every field of a catalog, several
in a text. All output is opened and operated: HTML, both kinds of Markdown rendered with raw HTML enabled, the
feed, reports, the badge, the preview and its translation editor. No payload may be executed, and no page may have
comments or elements that pages of harmless texts do not have: so no payload hides the next one in its text. As a
control, the payloads are also opened unescaped, where many must be executed.
"""

import argparse
import importlib
import json
import re
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from queue import Queue

from markdown_it import MarkdownIt
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from eventdocs.building.api import build
from eventdocs.commands.check import check_catalog
from eventdocs.commands.serve import serve
from eventdocs.model.catalog import Catalog
from eventdocs.reports import changelog, coverage, feed, github, gitlab, junit, markdown, sarif, text
from eventdocs.reports import json as json_report
from eventdocs.schema.diff import diff_catalogs
from eventdocs.schema.fields import CATALOG, EVENT, GROUP, LABELS_FILE, PROFILE
from eventdocs.site.routes import Format
from eventdocs.translations.status import Coverage
from tests.payload_catalog import field_count, normalized, write_catalog

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_MARK = "executed:"
# Inline Markdown that texts may contain, and places where long names may break.
INLINE = {"A", "BDI", "BR", "CODE", "EM", "STRONG", "WBR"}
_TABLES = (EVENT, GROUP, CATALOG, LABELS_FILE, PROFILE)
_CHUNK = 24
_PACKED = 400  # characters of a text
_FRAMES = 24  # pages that are opened at once
_TRIES = 5  # to open a page
_PREVIEW_PAGES = 3
_TRANSLATED = "pt-BR"
_WAIT = 120_000  # milliseconds
_BROKEN = "events/999.yaml"

# Functions that payloads call write to the console, in every frame and before any script of the page.
INIT = f"""
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {{
  window[name] = () => {{ console.log("{_MARK} " + name); return null; }};
}}
"""

# Operate everything on the page. Links to other pages are not followed, `javascript:` links are.
OPERATE = """async pause => {
  const found = [];
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href], area[href]");
    if (link && !/^(javascript|vbscript|data|blob):$/.test(link.protocol)) { event.preventDefault(); }
  }, true);
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  for (const each of document.querySelectorAll("*")) {
    for (const { name } of each.attributes ?? []) {
      if (name.startsWith("on")) {
        found.push(name);
        each.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
      }
    }
    if (each.isConnected && each.matches("a, area, button, input, label, select, summary, [tabindex], [contenteditable]")) {
      for (const type of ["mouseover", "pointerdown"]) { each.dispatchEvent(new Event(type, { bubbles: true })); }
      each.focus?.({ preventScroll: true });
      if (each.isConnected) { each.click?.(); }
    }
  }
  for (const select of document.querySelectorAll("select")) {
    for (const option of select.options) {
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  await new Promise(done => setTimeout(done, pause));
  return found;
}"""
# Use everything on pages, each in a frame of its own.
OPERATE_FRAMES = """async ([pages, source, pause]) => {
  document.body.replaceChildren();
  const frames = pages.map(page => {
    const frame = document.createElement("iframe");
    frame.srcdoc = page;
    return frame;
  });
  await Promise.all(frames.map(frame => new Promise(done => {
    frame.addEventListener("load", done, { once: true });
    document.body.append(frame);
  })));
  return Promise.all(frames.map(frame => frame.contentWindow.eval(`(${source})`)(pause)));
}"""
# What a page consists of; the parser keeps comments and what swallows the rest of a page.
PARTS = """() => {
  const body = document.body ?? document.documentElement;
  const found = new Set([...body.querySelectorAll("*")].map(each => each.nodeName));
  if (document.createTreeWalker(body, NodeFilter.SHOW_COMMENT).nextNode()) { found.add("comment"); }
  return [...found];
}"""
SEARCH = """async ([query, hashes]) => {
  const field = document.getElementById("q");
  if (field) {
    field.value = query;
    field.focus();
    field.dispatchEvent(new Event("input"));
    await new Promise(done => setTimeout(done, 250));
  }
  for (const hash of hashes) {
    location.hash = hash;
    await new Promise(done => setTimeout(done, 5));
  }
}"""
_LOOK_AND_OPERATE = f"async pause => [({PARTS})(), await ({OPERATE})(pause)]"
HASHES = ("__proto__=x", "constructor=x", "toString=x", "level=__proto__", "=&=", "%", "mode=<img src=x>")


@dataclass
class Watch:
    """A page, and a record of everything that only a payload can cause on it."""

    page: Page
    executed: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    parts: dict[str, set[str]] = field(default_factory=dict)

    def watch(self) -> None:
        """Record the events of the page."""
        self.page.on("console", self._on_console)
        self.page.on("dialog", lambda dialog: self._on_dialog(dialog.dismiss, dialog.message))
        self.page.on("request", lambda request: self._on_request(request.url))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("log", "info", "debug") or message.text.startswith(_MARK):
            self.executed.append(f"{self.page.url}: {message.text}")

    def _on_dialog(self, dismiss: Callable[[], None], message: str) -> None:
        self.executed.append(f"{self.page.url}: dialog {message}")
        dismiss()

    def _on_request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "about:", "blob:", "http://127.0.0.1:")):
            self.executed.append(f"{self.page.url}: request to {url[:200]}")

    def open(self, kind: str, address: str, *, pause: int = 2) -> None:
        """Open a page and use everything on it."""
        self.page.goto(address)
        self._operate(kind, address, pause)

    def show(self, kind: str, name: str, content: str) -> None:
        """Replace the content of the open page, which is faster than opening one, and use everything on it."""
        self.page.set_content(content)
        self._operate(kind, name, 2)

    def show_all(self, kind: str, pages: Sequence[tuple[str, str]]) -> None:
        """Open pages, each with its name, in frames of an empty page, and operate everything on them."""
        self.page.goto("about:blank")
        for start in range(0, len(pages), _FRAMES):
            names, contents = zip(*pages[start : start + _FRAMES], strict=True)
            found = self.page.evaluate(OPERATE_FRAMES, [contents, _LOOK_AND_OPERATE, 2])
            for name, (parts, handlers) in zip(names, found, strict=True):
                self._note(kind, name, parts, handlers)

    def _operate(self, kind: str, name: str, pause: int) -> None:
        self._note(kind, name, *self.page.evaluate(_LOOK_AND_OPERATE, pause))

    def _note(self, kind: str, name: str, parts: Sequence[str], handlers: Sequence[str]) -> None:
        self.opened[kind] += 1
        self.parts.setdefault(kind, set()).update(parts)
        self.executed += [f"{name}: attribute {handler}" for handler in handlers]


def watched(context: BrowserContext) -> Watch:
    """Return a new page that records what payloads cause."""
    context.add_init_script(INIT)
    watch = Watch(context.new_page())
    watch.watch()
    return watch


def payloads_in(folder: Path) -> list[str]:
    """Return the payloads of all text files in a folder, each once."""
    files = sorted(folder.glob("*.txt"))
    return normalized(line for file in files for line in file.read_text("utf-8", "replace").splitlines())


def packed(payloads: Iterable[str], length: int = _PACKED) -> list[str]:
    """Return texts of several payloads each; a payload that is longer is a text of its own."""
    texts: list[str] = []
    for payload in payloads:
        if texts and len(texts[-1]) + len(payload) < length:
            texts[-1] += f" {payload}"
        else:
            texts.append(payload)
    return texts


def document(body: str) -> str:
    """Return an HTML document with a body."""
    return f"<!doctype html><html><head><meta charset=utf-8><title>page</title></head><body>\n{body}\n</body></html>"


_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def with_markdown_it(page: str) -> str:
    """Return a Markdown page as markdown-it renders it with raw HTML."""
    _, _, body = page.partition("\n---\n")
    return document(_PARSER.render(body))


def with_python_markdown(page: str) -> str:
    """Return a Markdown page as MkDocs renders it.

    Themes of MkDocs write titles into pages without escaping them. Plain Markdown (gfm) quotes titles.
    """
    library = importlib.import_module("markdown")
    front, _, body = page.partition("\n---\n")
    titles = re.findall(r'^title: "(.*)"$', front, re.MULTILINE)
    extensions = ["attr_list", "tables", "fenced_code", "admonition", "def_list", "abbr", "footnotes"]
    rendered: str = library.markdown(body, extensions=extensions)
    return document(f"<h1>{''.join(titles)}</h1>\n{rendered}")


Renderer = Callable[[str], str]
RENDERERS: dict[str, Renderer] = {"markdown-it": with_markdown_it}
if find_spec("markdown"):
    RENDERERS["Python-Markdown"] = with_python_markdown


def rendered_pages(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the renderer, the path and the HTML of each Markdown page of a site."""
    for path in sorted(site.rglob("*.md")):
        page = path.read_text("utf-8")
        for name, render in RENDERERS.items():
            yield name, path.relative_to(site).as_posix(), render(page)


def report_files(catalog: Path, out: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and the address of each report about a catalog."""
    out.mkdir()
    loaded = check_catalog(catalog)
    # There are hundreds of findings of one rule in one file, all with the same text.
    findings = list({(each.location.file, each.rule.code): each for each in loaded.diagnostics}.values())
    parsed = loaded.catalog
    diff = diff_catalogs(Catalog(parsed.settings, ()), parsed)
    changed = diff_catalogs(parsed, Catalog(parsed.settings, ()))
    details = feed.Feed(
        parsed.settings.title[parsed.settings.source_locale],
        "2026-01-01T00:00:00Z",
        parsed.settings.base_url,
        "en-US",
    )
    counts = dict.fromkeys(coverage.STATE_COLUMNS, 1)
    covered = [Coverage(locale, counts) for locale in parsed.settings.locales]
    files = {
        "feed.xml": feed.write_feed(diff, details),
        "removed.xml": feed.write_feed(changed, details),
        "changes.md.html": document(_PARSER.render(changelog.write_markdown(diff))),
        "changes.json": changelog.write_json(diff),
        "findings.md.html": document(_PARSER.render(markdown.write(findings, ""))),
        "findings.xml": junit.write(findings, ""),
        "findings.sarif.json": sarif.write(findings, ""),
        "findings.json": json_report.write(findings, ""),
        "gitlab.json": gitlab.write(findings, ""),
        "github.txt": github.write(findings, ""),
        "findings.txt": "\n".join(text.write(findings, "", lambda file: (catalog / file).read_text("utf-8"))),
        "badge.svg": coverage.write_badge(covered[:1]),
    }
    for name, content in files.items():
        path = out / name
        path.write_text(content, "utf-8")
        yield "feed" if "feed" in name else "badge" if "badge" in name else "reports", path.as_uri()


@contextmanager
def preview(catalog: Path, translate: str = "") -> Iterator[str]:
    """Yield the URL of a preview of a catalog, after its first build."""
    stop, lines = threading.Event(), Queue[str]()
    options = {"stop": stop, "translate": translate, "by": "ana"}
    thread = threading.Thread(target=serve, args=(catalog, 0, lines.put), kwargs=options)
    thread.start()
    try:
        address = lines.get(timeout=_WAIT // 1000).partition("http://")[2].partition("/")[0]
        lines.get(timeout=_WAIT // 1000)
        yield f"http://{address}"
    finally:
        stop.set()
        thread.join()


def attack(watch: Watch, folder: Path, texts: Sequence[str]) -> None:
    """Build a catalog with some payloads, and open and operate all of its output."""
    catalog, shared = folder / "catalog", " ".join(texts)
    write_catalog(catalog, texts, shared)
    for kind in Format:
        result = build(catalog, folder / kind.value, [kind])
        assert result.events == len(texts), [str(finding) for finding in result.diagnostics[:5]]
    site = folder / Format.HTML.value
    for path in sorted(each for each in site.rglob("*.html") if each.is_file()):
        watch.open("HTML", path.as_uri())
        if path.name == "index.html" and path.parent.parent == site:
            for query in (*texts[:3], texts[-1][:5]):
                watch.page.evaluate(SEARCH, [query, [*HASHES, *texts, f"keyword={query}"]])
                watch.page.evaluate(OPERATE, 2)
    for path in sorted(site.rglob("*.json"))[:2]:
        watch.open("JSON", path.as_uri())
    for kind in (Format.GFM, Format.MARKDOWN):
        rendered = [*rendered_pages(folder / kind.value)]
        for name in RENDERERS:
            pages = [(path_of_page, page) for renderer, path_of_page, page in rendered if renderer == name]
            watch.show_all(f"{kind.value} in {name}", pages)
    for kind_of_report, address in report_files(catalog, folder / "reports"):
        watch.open(kind_of_report, address)
    attack_preview(watch, catalog, texts)
    attack_editor(watch, catalog)


def attacked(browser: Browser, place: Path, texts: Sequence[str]) -> Watch:
    """Attack with some texts in a folder that is deleted; return what happened."""
    context = browser.new_context(viewport={"width": 500, "height": 400})
    watch = watched(context)
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
        attack(watch, Path(folder), texts)
    context.close()
    return watch


def attack_preview(watch: Watch, catalog: Path, texts: Sequence[str]) -> None:
    """Open some pages of a catalog's preview, and its overlay for an error in the catalog."""
    with preview(catalog) as address:
        watch.open("preview", f"{address}/en-US/index.html")
        links = watch.page.locator("main a[href]").evaluate_all("links => links.map(each => each.href)")
        for link in links[:_PREVIEW_PAGES]:
            watch.open("preview", link)
        broken = "".join(f"? '{each.replace(chr(39), chr(39) * 2)}'\n: x\n" for each in texts)
        (catalog / _BROKEN).write_text(broken, "utf-8")
        watch.page.locator("#wrong").wait_for(timeout=_WAIT)
        watch.opened["preview"] += 1
        watch.executed += watch.page.evaluate(OPERATE, 2)
        watch.page.goto("about:blank")
    (catalog / _BROKEN).unlink()


def attack_editor(watch: Watch, catalog: Path) -> None:
    """Open pages of a catalog's preview with the translation editor, some of whose texts are missing."""
    for path in (catalog / "events").glob("*/[0-9]*.yaml"):
        event = json.loads(path.read_text("utf-8"))
        event["strings"][_TRANSLATED].pop("description", None)
        path.write_text(json.dumps(event, ensure_ascii=False), "utf-8")
    with preview(catalog, _TRANSLATED) as address:
        watch.page.goto(f"{address}/{_TRANSLATED}/index.html")
        queue = watch.page.locator(".tr-queue a")
        queue.first.wait_for(timeout=_WAIT, state="attached")
        links = queue.evaluate_all("links => links.map(each => each.href)")
        for link in links[:: max(1, len(links) // _PREVIEW_PAGES)][:_PREVIEW_PAGES]:
            _visit(watch.page, "about:blank")
            _visit(watch.page, link)
            watch.page.locator(".tr-string.active textarea").first.wait_for(timeout=_WAIT)
            watch.opened["translation editor"] += 1
            with suppress(Error):  # the page is loaded again after a change
                watch.executed += watch.page.evaluate(OPERATE, 20)
        _visit(watch.page, "about:blank")


def _visit(page: Page, address: str) -> None:
    """Open a page; try again while a navigation that a click on the last page started interrupts it."""
    for _ in range(_TRIES):
        try:
            page.goto(address)
        except Error as error:
            if "interrupted by another navigation" not in str(error):
                raise
        else:
            return
    page.goto(address)


def control(browser: Browser, texts: Sequence[str], folder: Path) -> int:
    """Return how many of the payloads are executed if a page contains them unescaped."""
    fired = 0
    path = folder / "control.html"
    for payload in texts:
        context = browser.new_context()
        watch = watched(context)
        path.write_text(document(payload), "utf-8")
        try:
            watch.open("control", path.as_uri(), pause=20)
        except Error as error:  # a payload that breaks the page was executed
            watch.executed.append(str(error))
        fired += bool(watch.executed)
        context.close()
    return fired


def main(arguments: Sequence[str]) -> int:
    """Run all payloads, print the figures, and return 1 if any was executed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("payloads", type=Path)
    parser.add_argument("--most", type=int, default=0, help="use so many payloads, evenly from all files")
    parser.add_argument("--controls", type=int, default=500, help="open so many payloads unescaped")
    options = parser.parse_args(arguments)
    every = payloads_in(options.payloads)
    payloads = every[:: max(1, len(every) // options.most)] if options.most else every
    texts = packed(payloads)
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: run `make chromium`"
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        harmless = attacked(browser, Path(name), [f"harmless {number}" for number in range(3)])
        executed: list[str] = []
        opened: Counter[str] = Counter()
        for start in range(0, len(texts), _CHUNK):
            watch = attacked(browser, Path(name), texts[start : start + _CHUNK])
            executed += watch.executed
            for kind, parts in watch.parts.items():
                executed += [f"{kind}: {part}" for part in parts - harmless.parts[kind] - INLINE]
            opened += watch.opened
            print(
                f"{start + _CHUNK} of {len(texts)}: {opened.total()} pages, {len(executed)} executed",
                flush=True,
            )
        controls = payloads[:: max(1, len(payloads) // options.controls)]
        fired = control(browser, controls, Path(name))
        browser.close()
    print("\n".join(executed[:50]))
    print(f"{len(payloads)} payloads in {len(texts)} texts, in {sum(map(field_count, _TABLES))} fields")
    print(", ".join(f"{kind}: {count} pages" for kind, count in opened.items()))
    print(f"executed: {len(executed)}")
    print(f"control: {fired} of {len(controls)} ran")
    return int(bool(executed) or fired * 10 < len(controls))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
