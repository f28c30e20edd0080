"""Suggestions under the search field, by the combobox pattern of the ARIA Authoring Practices Guide."""

import pytest

from tests.browser.axe import WAYS, findings_in
from tests.browser.moves import press_key


@pytest.fixture
def field(look):
    """The search field of the start page with “kur” typed, and what it suggests open below."""
    page = look("/", width=360)
    field = page.get_by_role("combobox").first
    field.fill("kur")  # at once: the list is asked for once
    page.get_by_role("option").first.wait_for()
    return field


def state(field):
    """Whether the list is open, and which of its words the field points at."""
    return field.evaluate(
        """field => {
          const list = document.getElementById(field.getAttribute("aria-controls"));
          const [named, options] = [field.getAttribute("aria-activedescendant"), [...list.children]];
          return [field.getAttribute("aria-expanded"), list.checkVisibility(),
            options.findIndex((one) => one.id === named), options.findIndex((one) => one.ariaSelected === "true")];
        }"""
    )


def test_open_suggestions_are_accessible(field):
    assert findings_in(field.page, WAYS[:1] + WAYS[-1:]) == {}


def test_arrows_walk_the_suggestions_and_come_back_to_the_field(field):
    count = field.page.get_by_role("option").count()
    seen = []
    for key in ["ArrowDown"] * (count + 1) + ["ArrowUp"] * (count + 1):
        field.press(key)
        seen.append(state(field))
    there = [*range(count), -1]  # -1: back in the field
    assert seen == [["true", True, place, place] for place in [*there, *there[-2::-1], -1]]
    assert field.evaluate("field => document.activeElement === field")


def test_escape_closes_the_suggestions_and_keeps_the_words(field):
    field.press("ArrowDown")
    field.press("Escape")
    assert (state(field)[:3], field.input_value()) == (["false", False, -1], "kur")


def test_enter_searches_for_the_chosen_suggestion(field):
    chosen = field.page.get_by_role("option").first.inner_text()
    field.press("ArrowDown")
    press_key(field.page, "Enter")
    assert field.page.locator("input[name=q]").first.input_value() == chosen


def test_enter_without_a_choice_searches_for_the_words(field):
    press_key(field.page, "Enter")
    assert field.page.locator("input[name=q]").first.input_value() == "kur"


def test_leaving_the_field_closes_the_suggestions(field):
    field.press("Tab")
    assert state(field)[:3] == ["false", False, -1]
