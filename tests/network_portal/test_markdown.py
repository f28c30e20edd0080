"""Texts of the office."""

import pytest

from network_portal.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n"),
        ("# Title", "<h2>Title</h2>\n"),
        ("## Title", "<h2>Title</h2>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("**loud**", "<p><strong>loud</strong></p>\n"),
        ("[us](/netzwerk/)", '<p><a href="/netzwerk/">us</a></p>\n'),
        ("[call](tel:110)", '<p><a href="tel:110">call</a></p>\n'),
        ("[write](mailto:a@example.org)", '<p><a href="mailto:a@example.org">write</a></p>\n'),
    ],
)
def test_to_html_renders_what_the_office_may_use(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("[x](JavaScript:alert)", "<p>[x](JavaScript:alert)</p>\n"),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>\n"),
        ("[x](//elsewhere.example)", "<p>[x](//elsewhere.example)</p>\n"),
        ("[x](relative)", "<p>[x](relative)</p>\n"),
    ],
)
def test_to_html_leaves_what_could_do_harm_as_words(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text", ["![x](https://elsewhere.example/x.png)", "![x][1]\n\n[1]: https://elsewhere.example/"]
)
def test_to_html_never_fetches_a_picture_from_elsewhere(text):
    assert to_html(text).count("<img") == 0
