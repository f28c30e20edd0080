"""Writes the folder: fetch all pages, make them work without a server, add the search."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse

from network_portal.static_site.addresses import Address, exported, is_inside
from network_portal.static_site.crawl import Crawl
from network_portal.static_site.fetch import Portal
from network_portal.static_site.folder import refuse_foreign, replaced
from network_portal.static_site.rewrite import Copy, relative
from network_portal.static_site.words import index_script
from network_portal.storage import joined, joined_style_sheet
from partners.models import Network

# Files of the copy's own; the portal has no addresses like these.
SEARCH, ELSEWHERE, SCRIPT, INDEX = "suche/index.html", "hier-nicht/index.html", "skripte/kopie.js", "skripte/woerter.js"
OWN_PAGES = {SEARCH: "search", ELSEWHERE: "elsewhere"}


@dataclass
class Report:
    """What was written; size in bytes."""

    pages: int
    files: int
    size: int
    missing: list[str]


def export_site(folder: Path, now, *, is_final: bool = False) -> Report:
    """Write all that is public into ``folder``, which must be empty or an export itself.

    Raises ``ForeignFolderError`` for any other folder and ``RuntimeError`` for a page that fails; then nothing changes.
    """
    refuse_foreign(folder)
    crawl = Crawl(Portal()).run()
    site = Site(crawl, now, is_final)
    with replaced(folder) as fresh:
        for name, content in site.contents():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        written = [path for path in fresh.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in written)
    pages = sum(path.suffix == ".html" for path in written)
    return Report(pages, len(written), size, sorted(map(str, crawl.missing)))


class Site:
    """The files of the copy."""

    def __init__(self, crawl: Crawl, now, is_final: bool):
        self.crawl, self.now = crawl, now
        self.files = crawl.files()
        self.words = {"network": Network.objects.current(), "now": now, "is_final": is_final}
        self.pieces = {part: self.rendered(f"_{part}").strip() for part in ("form", "stand", "banner")}

    def contents(self):
        """Names and bytes of all files."""
        for address, answer in self.crawl.answers.items():
            name, body = self.files[address], answer.body
            if answer.content_type == "text/html":
                body = self.copy(body.decode(), name, str(address)).encode()
            elif answer.content_type == "text/css" and b"@import" in body:
                body = joined_style_sheet().encode()  # before collectstatic it is many files
            yield name, body
        for name, template in OWN_PAGES.items():
            yield name, self.copy(self.rendered(template), name, f"/{PurePosixPath(name).parent}/").encode()
        yield SCRIPT, script().encode()
        yield INDEX, index_script(partial(self.place_of_path, SEARCH), self.now.date()).encode()

    def copy(self, html: str, name: str, address: str) -> str:
        """One page as the copy has it."""
        scripts = [INDEX, SCRIPT] if name == SEARCH else [SCRIPT]
        loads = "".join(f'<script defer src="{relative(path, name)}"></script>' for path in scripts)
        ways = {"script": loads, "list": reverse("offers:list"), "search": relative(SEARCH, name)}
        return Copy(partial(self.place, name, address), self.pieces | ways).html(html)

    def rendered(self, template: str) -> str:
        return render_to_string(f"network_portal/static_site/{template}.html", self.words)

    def place(self, name: str, address: str, link: str) -> str:
        """What ``link`` on the page ``address`` becomes in the file ``name``."""
        if link.startswith("#") or not is_inside(link, address, self.crawl.portal.host):
            return link
        target = exported(link, address, self.crawl.portal.host)
        found = target and self.crawl.found(target)
        if not found:
            return relative(ELSEWHERE, name)
        fragment = urlsplit(link).fragment
        return relative(self.files[found], name) + (f"#{fragment}" if fragment else "")

    def place_of_path(self, name: str, path: str) -> str:
        """The file of an address, as the file ``name`` reaches it."""
        return relative(self.files[self.crawl.found(Address(path))], name)


def script() -> str:
    """The one script of the copy. It is no module: browsers load none from a disk."""

    def read(path):
        return Path(finders.find(path)).read_text(encoding="utf-8")

    return joined(read("js/copy.js"), PurePosixPath("js"), read)
