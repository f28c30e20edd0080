"""What lists of offers print many times. Put together once and kept: templates would take longer than the search.

Each result is kept under all that it prints, so it cannot be out of date.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()
BOX = '<label class="check"><input type="checkbox" name="{}" value="{}"{}> {} <span>{}</span></label>\n'
CHECKED = mark_safe(" checked")  # a word of our own, no text of anybody's
SELECTED = mark_safe(" selected")


@register.simple_tag
def card(card):
    """One offer in a list: ``offers/_card.html`` for a ``Card``."""
    return _card(card, get_language())


@lru_cache(maxsize=2_000)
def _card(card, language):
    return render_to_string("offers/_card.html", {"card": card})


@register.simple_tag
def boxes(name: str, choices):
    """Boxes to tick, one for each ``Choice``."""
    return mark_safe("".join(_box(name, each.value, each.checked, each.label, each.count) for each in choices))


@register.simple_tag
def box(name: str, choice):
    """A box that stands alone: the field is called like the choice."""
    return _box(name, "1", choice.checked, choice.label, choice.count)


@lru_cache(maxsize=5_000)
def _box(name, value, checked, label, count):
    return format_html(BOX, name, value, CHECKED if checked else "", label, count)


@register.simple_tag
def options(choices, chosen: str):
    """The choices of a select, pairs of value and words."""
    return mark_safe("".join(_option(value, str(label), value == chosen) for value, label in choices))


@lru_cache(maxsize=1_000)
def _option(value, label, selected):
    return format_html('<option value="{}"{}>{}</option>', value, SELECTED if selected else "", label)
