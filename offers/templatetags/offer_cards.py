"""What the list of offers prints many times, put together in Python: templates would take longer than the search."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()
BOX = '<label class="check"><input type="checkbox" name="{}" value="{}"{}> {} <span>{}</span></label>'
CHECKED = mark_safe(" checked")  # a word of our own, no text of anybody's


@register.simple_tag
def boxes(name: str, choices):
    """Boxes to tick, one for each ``Choice``; ``format_html_join`` escapes what stands in them."""
    rows = ((name, choice.value, CHECKED if choice.checked else "", choice.label, choice.count) for choice in choices)
    return format_html_join("\n", BOX, rows)


@register.simple_tag
def box(name: str, choice):
    """A box that stands alone: the field is called like the choice."""
    return format_html(BOX, name, "1", CHECKED if choice.checked else "", choice.label, choice.count)
