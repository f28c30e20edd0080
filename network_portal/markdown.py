"""Texts of the office: Markdown without HTML, with links that lead to pages, mail or telephone only."""

from markdown_it import MarkdownIt

SCHEMES = ("https://", "http://", "mailto:", "tel:", "/", "#")


def is_safe_link(address: str) -> bool:
    """Whether a link may stand in a text: the rest (javascript:, data:, //elsewhere) is left as plain words."""
    return address.startswith(SCHEMES) and not address.startswith("//")


def to_html(text: str) -> str:
    """Paragraphs, headings, lists, tables, emphasis and links. Headings start at h2: the page has its h1."""
    parser = MarkdownIt("commonmark", {"html": False}).disable("image").enable("table")
    parser.validateLink = is_safe_link
    tokens = parser.parse(text)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    return parser.renderer.render(tokens, parser.options, {})
