"""Tags and filters that the templates of several apps use."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template

from network_portal.templatetags.portal import (
    breakable,
    desk_phone,
    first_input,
    icon,
    languages,
    phone,
    picture_size,
    section_of,
)
from offers.models import HelpLine
from partners.models import Contact, Network


class ThanksForm(forms.Form):
    name = forms.CharField(help_text="As on the door.")
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(required=False, widget=forms.Textarea)
    sure = forms.BooleanField()


def rendered(source, **context):
    return Template("{% load portal crispy_forms_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Freizeit/Begegnung", "Freizeit/<wbr>Begegnung"), ("Wohnen", "Wohnen"), ("<b>/", "&lt;b&gt;/<wbr>")],
)
def test_names_may_break_behind_a_slash(name, shown):
    assert breakable(name) == shown


@pytest.mark.parametrize(("stored", "shown"), [("+493023125000", "030 23125000"), ("116016", "116 016"), ("", "")])
def test_phone_is_shown_the_german_way(stored, shown):
    assert phone(stored) == shown


@pytest.mark.parametrize(
    ("own", "contact", "shown"),
    [
        ("+493023125001", "+493023125002", "+493023125001"),
        ("", "+493023125002", "+493023125002"),
        ("", None, ""),
    ],
)
def test_desk_phone_is_its_own_else_that_of_the_contact(own, contact, shown):
    assert desk_phone(Network(desk_phone=own, desk_contact=contact and Contact(phone=contact))) == shown


def test_icon_without_a_drawing_is_a_dot():
    assert icon("no-such-icon") == icon("other")


@pytest.mark.parametrize("name", ["../base", ""])
def test_icon_opens_no_other_file(name):
    assert icon(name) == icon("other")


def test_languages_are_names():
    assert [str(name) for name in languages(HelpLine(languages=["de", "pl"]))] == ["Deutsch", "Polnisch"]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/angebote/", ["page", "", "", ""]), ("/angebote/x/", ["true", "", "", ""]), ("/", ["", "", "", ""])],
)
def test_main_menu_marks_where_one_is(path, current):
    page = rendered("{% main_menu %}", section=section_of(path))
    links = [part.split(">")[0] for part in page.split("<a ")[1:]]
    assert [link.split('aria-current="')[1].rstrip('"') if "aria-current" in link else "" for link in links] == current


def test_first_input_of_choices_is_the_first_choice():
    form = ThanksForm()
    assert [first_input(form[name]) for name in ("name", "way")] == ["id_name", "id_way_0"]


def test_error_summary_links_every_error_to_an_input():
    form = ThanksForm({"note": "x"})
    page = rendered('{% include "includes/error_summary.html" %}', form=form)
    links = [part.split('"')[0] for part in page.split('href="#')[1:]]
    assert links == ["id_name", "id_way_0", "id_sure"]
    assert [form.as_div().count(f'id="{link}"') for link in links] == [1, 1, 1]


def test_error_summary_is_silent_without_errors():
    assert rendered('{% include "includes/error_summary.html" %}', form=ThanksForm()).strip() == ""


def test_field_ties_help_and_error_to_the_input():
    row = rendered("{{ form.name.as_field_group }}", form=ThanksForm({}))
    assert row.count('aria-describedby="id_name_helptext id_name_error"') == 1
    assert [row.count(f'id="id_name_{part}"') for part in ("helptext", "error")] == [1, 1]
    assert row.count('<p class="error">Fehler: ') == 1


def test_field_puts_choices_into_a_fieldset():
    row = rendered("{{ form.way.as_field_group }}", form=ThanksForm())
    assert [row.count(part) for part in ("<fieldset", "<legend>Way</legend>", "<input")] == [1, 1, 2]


@pytest.mark.parametrize(("name", "count"), [("note", 1), ("name", 0)])
def test_field_says_what_is_optional(name, count):
    row = rendered("{{ field.as_field_group }}", field=ThanksForm()[name])
    assert row.count('class="optional"') == count


def test_crispy_form_shares_the_row_of_plain_forms():
    form = ThanksForm({})
    form.helper = FormHelper()
    form.helper.disable_csrf = True
    form.helper.layout = Layout(Fieldset("Thanks", "name", "way"), Submit("send", "Send"))
    page = rendered("{% crispy form %}", form=form)
    assert page.count(form["name"].as_field_group()) == 1
    assert [page.count(part) for part in ('class="summary"', ">Thanks</legend>", 'type="submit"')] == [1, 1, 1]


class Picture:
    """As Django's file of a picture: one open file for everybody who has the row."""

    readers, height = 0, 20

    @property
    def width(self):
        self.readers += 1
        time.sleep(0.005)
        alone, self.readers = self.readers == 1, self.readers - 1
        return 40 if alone else 0


def test_picture_size_is_read_by_one_thread_at_a_time():
    picture = Picture()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _number: picture_size(picture), range(8))) == {(40, 20)}
