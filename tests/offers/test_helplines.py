"""The help lines a new installation starts with."""

import pytest
from django.core.management import call_command

from offers.helplines import load_helplines
from offers.models import HelpLine

pytestmark = pytest.mark.django_db


def test_load_helplines_creates_each_once():
    assert (load_helplines(), load_helplines()) == (HelpLine.objects.count(), 0)


def test_load_helplines_leaves_what_the_office_has_changed(capsys):
    load_helplines()
    HelpLine.objects.filter(key="parents").update(hours="Mo 9–10 Uhr", is_shown=False)
    HelpLine.objects.filter(key="police").delete()
    call_command("load_helplines")
    parents = HelpLine.objects.get(key="parents")
    assert (parents.hours, parents.is_shown) == ("Mo 9–10 Uhr", False)
    assert capsys.readouterr().out == "1 help lines created\n"


def test_load_helplines_shows_only_what_two_sources_confirm():
    load_helplines()
    assert set(HelpLine.objects.shown().values_list("key", flat=True)) == {
        "police", "rescue", "doctor_on_call", "women_violence", "men_violence", "victims", "telefonseelsorge",
        "depression", "parents", "children_youth", "pregnant", "offices_115",
    }  # fmt: skip


def test_load_helplines_tells_the_office_why_a_line_is_hidden():
    load_helplines()
    assert list(HelpLine.objects.filter(is_shown=False, note="")) == []


def test_load_helplines_claims_no_check():
    load_helplines()
    assert HelpLine.objects.exclude(checked_on=None).count() == 0


def test_load_helplines_stores_numbers_that_can_be_dialled():
    load_helplines()
    numbers = dict(HelpLine.objects.shown().values_list("key", "phone"))
    assert (numbers["police"], numbers["parents"]) == ("110", "+498001110550")


def test_load_helplines_puts_emergencies_first():
    load_helplines()
    assert list(HelpLine.objects.shown().values_list("key", flat=True)[:3]) == ["police", "rescue", "doctor_on_call"]
