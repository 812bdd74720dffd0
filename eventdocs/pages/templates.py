"""Which template makes which page."""

from collections.abc import Mapping

from eventdocs.model.plan import Format, PageKind
from eventdocs.pages.render import MARKDOWN_TEMPLATE

TEMPLATES: Mapping[PageKind, str] = {
    PageKind.CHOOSER: "chooser.html",
    PageKind.INDEX: "index.html",
    PageKind.GROUPS: "groups.html",
    PageKind.STATUS: "status.html",
    PageKind.EVENT: "event.html",
    PageKind.SAME_ID: "same-id.html",
    PageKind.NOT_FOUND: "404.html",
    PageKind.SITEMAP: "sitemap.xml",
    PageKind.SITEMAPS: "sitemaps.xml",
    PageKind.ROBOTS: "robots.txt",
    PageKind.LLMS: "llms.txt",
    PageKind.GFM: "event.gfm.md",
    PageKind.GFM_INDEX: "index.gfm.md",
}

# What a build fills in again and again.
OF_EVENTS: Mapping[Format, tuple[str, ...]] = {
    Format.HTML: ("event.html", "same-id.html", "index.html"),
    Format.MARKDOWN: (MARKDOWN_TEMPLATE,),
    Format.GFM: ("event.gfm.md",),
}
