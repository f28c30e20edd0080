"""Telephone numbers in forms: shown the German way, stored as E.164."""

import pytest
from django.contrib.admin.sites import site
from django.forms import modelform_factory

from partners.models import Contact
from partners.phones import PhoneFormField, show_phone
from tests.factories import make_contact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+493023125000", "030 23125000"),
        ("116016", "116 016"),
        ("+48221234567", "+48 22 123 45 67"),
        ("", ""),
        (None, None),
    ],
)
def test_phone_form_field_shows_what_it_takes_back(stored, shown):
    field = PhoneFormField()
    assert (field.prepare_value(stored), field.has_changed(stored, shown)) == (shown, False)


@pytest.mark.parametrize("typed", ["keine Nummer", "03", "bitte 030 23125000 anrufen"])
def test_phone_form_field_leaves_other_texts_as_typed(typed):
    assert PhoneFormField().prepare_value(typed) == typed


def test_phone_form_field_sees_another_number():
    assert PhoneFormField().has_changed("+493023125000", "030 23125001")


@pytest.mark.parametrize("is_admin", [True, False])
def test_saving_an_unchanged_form_changes_no_number(rf, admin_user, is_admin):
    contact = make_contact(phone="+493023125000", second_phone="+4915228817386")
    request = rf.get("/")
    request.user = admin_user
    form_class = site._registry[Contact].get_form(request) if is_admin else modelform_factory(Contact, exclude=[])
    empty = form_class(instance=contact)
    data = {field.html_name: field.value() for field in empty if field.value() not in (None, False)}
    form = form_class(data, instance=contact)
    assert (form.is_valid(), form.changed_data) == (True, [])
    form.save()
    contact.refresh_from_db()
    numbers = [contact.phone, contact.second_phone]
    assert [data["phone"], data["second_phone"], *numbers] == [
        *map(show_phone, numbers),
        "+493023125000",
        "+4915228817386",
    ]
