"""Pages fit small windows and large letters; what can be pressed is large enough for a thumb."""

import pytest

from tests.browser.shapes import PATHS

every_page = pytest.mark.parametrize("path", PATHS)


@every_page
def test_page_reflows_at_400_percent(look, path):
    page = look(path)
    at_desk = page.evaluate("layout.words()")
    page = look(path, width=320, height=256)  # 1280 by 1024 px, enlarged four times
    assert page.evaluate("layout.words()") == at_desk
    assert page.evaluate("[layout.cut(), layout.sticky(), document.documentElement.scrollWidth]") == [[], [], 320]


@every_page
def test_page_holds_letters_of_twice_the_size(look, path):
    page = look(path)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("[layout.cut(), document.documentElement.scrollWidth]") == [[], 1280]


@every_page
def test_targets_are_large_enough(look, path):
    page = look(path, width=320)
    assert page.evaluate("layout.small()") == []
