"""A page on its way into the copy."""

import pytest

from network_portal.static_site.rewrite import Copy, links_of, relative

PIECES = {
    "form": "<p>FORM</p>", "stand": "<p>STAND</p>", "banner": "<p>BANNER</p>", "script": "<script src=S></script>",
    "list": "/angebote/", "search": "suche.html",
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a class="x" href="/a?b&amp;c">A &amp; B&nbsp;</a>', '<a class="x" href="[/a?b&amp;c]">A &amp; B&nbsp;</a>'),
        ('<img src="/b.png" alt=""/><br>', '<img src="[/b.png]" alt="" /><br>'),
        ('<form method="post"><p><input></p></form>x', "<p>FORM</p>x"),
        (
            '<form action="/angebote/" role="search" data-live><input data-suggest="/v/" name="q"></form>',
            '<form action="suche.html" role="search"><input name="q"></form>',
        ),
        ('<form action="/merkzettel/" role="search"><input name="q"></form>', "<p>FORM</p>"),
        ('<details class="filter" open><details><p>a</p></details></details>b', "b"),
        ('<p>a<span class="fact" data-moment>open<br>now</span>b</p>', "<p>ab</p>"),
        ('<div class="print-only"><svg viewBox="0"><path d="M0" /></svg></div>c', "c"),
        ('<link rel="canonical" href="/" /><script type="module" src="/x.js"></script>d', "d"),
        ('<tr class="now"><td>x</td></tr>', "<tr><td>x</td></tr>"),
        ("<head></head><footer></footer>", f"<head>{PIECES['script']}</head><footer><p>STAND</p></footer>"),
    ],
)
def test_page_is_rewritten(before, after):
    assert Copy(lambda link: f"[{link}]", PIECES).html(before) == after


def test_links_of_a_page_are_found_once_and_unescaped():
    assert links_of('<a href="/?a=1&amp;b=2">x</a><img src="/p"><a href="/p"> data-href="/q"') == ["/?a=1&b=2", "/p"]


def test_way_from_file_to_file():
    assert [relative("index.html", "a/b/index.html"), relative("a/x.pdf", "a/index.html")] == [
        "../../index.html",
        "x.pdf",
    ]
