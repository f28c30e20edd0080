"""Pages fit small windows and large letters; thumbs hit what can be pressed, and the focus is always seen."""

import pytest

from tests.browser.shapes import PATHS


def narrow_faults(page, at_desk):
    """What is wrong in a window of 1280 by 1024 px, enlarged four times. ``at_desk``: the words of the large window."""
    page.set_viewport_size({"width": 320, "height": 256})
    return {
        "too wide": page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        "cut off": page.evaluate("layout.cut()"),
        "in the way": page.evaluate("layout.sticky()"),
        "too small": page.evaluate("layout.small()"),
        "focus not seen": page.evaluate("layout.unseen()"),
        "lost words": sorted(set(at_desk) - set(page.evaluate("layout.words()"))),
    }


def large_letter_faults(page):
    """What is wrong with letters of twice the size."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    return {
        "too wide with large letters": page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        "cut off with large letters": page.evaluate("layout.cut()"),
    }


@pytest.mark.parametrize("path", PATHS)
def test_page_fits_small_windows_and_large_letters(look, path):
    page = look(path)
    faults = narrow_faults(page, page.evaluate("layout.words()")) | large_letter_faults(page)
    assert {what: where for what, where in faults.items() if where} == {}
