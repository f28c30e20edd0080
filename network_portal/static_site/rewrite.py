"""Makes a page of the portal one that works from a disk: links to files, no forms, nothing that holds for a moment."""

import posixpath
import re
from html import escape, unescape
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
LINKS = {"href", "src"}
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
COMFORT = {"data-suggest", "data-suggest-label", "data-live"}  # of scripts that ask a server


def links_of(html: str) -> list[str]:
    """What the page leads to and loads, each once, in the order of the text. Django writes all values in quotes."""
    return [unescape(link) for link in dict.fromkeys(LINK.findall(html))]


class Copy(HTMLParser):
    """Rewrites one page. ``place`` says what a link becomes, ``words`` holds what is put in.

    ``form`` stands for a form that needs a server; ``banner``, ``stand``, ``script`` end the header, the footer and the
    head; ``list`` is the address of the search in the portal, ``search`` its page in the copy.
    """

    def __init__(self, place, words: dict[str, str]):
        super().__init__(convert_charrefs=False)
        self.place, self.words = place, words
        self.out, self.skipped = [], 0

    def html(self, text: str) -> str:
        """The rewritten page."""
        self.feed(text)
        self.close()
        return "".join(self.out)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if self.skipped:
            self.skipped += tag not in VOID
        elif is_left_out(tag, values):
            self.skipped = int(tag not in VOID)
        elif tag == "form" and not self.is_search(values):
            self.out.append(self.words["form"])
            self.skipped = 1
        else:
            self.out.append(self.start(tag, attrs))

    def handle_startendtag(self, tag, attrs):
        if not self.skipped and not is_left_out(tag, dict(attrs)):
            self.out.append(self.start(tag, attrs, end=" /"))

    def handle_endtag(self, tag):
        if self.skipped:
            self.skipped -= 1
            return
        before = {"head": "script", "footer": "stand", "header": "banner"}.get(tag, "")
        self.out += [self.words.get(before, ""), f"</{tag}>"]

    def handle_data(self, data):
        self.copy(data)

    def handle_entityref(self, name):
        self.copy(f"&{name};")

    def handle_charref(self, name):
        self.copy(f"&#{name};")

    def handle_decl(self, decl):
        self.copy(f"<!{decl}>")

    def copy(self, text):
        if not self.skipped:
            self.out.append(text)

    def is_search(self, values) -> bool:
        """Whether the form is the search for offers, which the copy can do itself."""
        return values.get("role") == "search" and values.get("action") == self.words["list"]

    def start(self, tag, attrs, end="") -> str:
        """The start of an element with its links as the copy needs them."""
        found = [(name, value) for name, value in attrs if name not in COMFORT]
        if tag == "form":
            found = [(name, self.words["search"] if name == "action" else value) for name, value in found]
        if tag == "tr":
            found = [(name, value) for name, value in found if (name, value) != ("class", "now")]  # the row of today
        text = "".join(self.attribute(name, value) for name, value in found)
        return f"<{tag}{text}{end}>"

    def attribute(self, name, value) -> str:
        if value is None:
            return f" {name}"
        if name in LINKS:
            value = self.place(value)
        return f' {name}="{escape(value)}"'


def is_left_out(tag, values) -> bool:
    """Scripts that need a server, what holds for a moment, what tells the address of the portal, filters."""
    classes = (values.get("class") or "").split()
    if tag == "link":
        return values.get("rel") == "canonical"
    return (
        tag == "script"
        or "data-moment" in values
        or "print-only" in classes
        or (tag == "details" and "filter" in classes)
    )


def relative(target: str, file: str) -> str:
    """The way from one file to another: ``../index.html``."""
    return posixpath.relpath(target, posixpath.dirname(file) or ".")
