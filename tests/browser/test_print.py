"""Pages on paper."""

import re

import pytest


def sheets(page) -> int:
    """How many sheets the page takes, of the size it asks for."""
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    "path", ["/angebote/beratung/", "/angebote/pause/", "/angebote/vorbei/", "/heute/", "/anfrage/so-geht-es/"]
)
def test_page_takes_one_sheet(look, path):
    assert sheets(look(path)) == 1


def test_offer_is_printed_on_a4(look):
    page = look("/angebote/beratung/")
    page.emulate_media(media="print")
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]


def test_offer_on_paper_says_what_to_do(look):
    page = look("/angebote/beratung/")
    page.emulate_media(media="print")
    assert [page.locator(part).first.is_visible() for part in ("h1", ".steps", ".qr", "a[href^='tel:']")] == [True] * 4
    assert [page.locator(part).first.is_visible() for part in (".nav", ".foot", ".exit")] == [False] * 3
