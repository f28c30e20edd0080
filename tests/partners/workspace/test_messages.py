"""Where messages for a partner go."""

from datetime import date

import pytest

from partners.messages import mail_addresses
from partners.models import Absence
from partners.models.membership import Role
from tests.factories import make_contact, make_membership, make_partner, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def person(partner, email, **values):
    values.setdefault("since", date(2026, 1, 1))
    return make_membership(make_user(email=email), partner, **values)


def test_messages_go_to_the_inbox_else_to_managers_else_to_editors():
    partner = make_partner(inbox_email="post@example.org")
    person(partner, "editor@example.org")
    manager = person(partner, "manager@example.org", role=Role.MANAGER)
    assert mail_addresses(partner, TODAY) == ["post@example.org"]
    partner.inbox_email = ""
    assert mail_addresses(partner, TODAY) == ["manager@example.org"]
    manager.delete()
    assert mail_addresses(partner, TODAY) == ["editor@example.org"]


def test_messages_go_to_the_deputy_while_the_partner_is_away():
    partner = make_partner(inbox_email="post@example.org")
    partner.deputy = make_contact(partner, email="deputy@example.org")
    Absence.objects.create(partner=partner, starts_on=date(2026, 11, 20), ends_on=TODAY)
    assert mail_addresses(partner, TODAY) == ["deputy@example.org"]
    assert mail_addresses(partner, date(2026, 11, 23)) == ["post@example.org"]


def test_messages_reach_nobody_who_has_left():
    partner = make_partner()
    person(partner, "left@example.org", until=date(2026, 11, 21))
    assert mail_addresses(partner, TODAY) == []
