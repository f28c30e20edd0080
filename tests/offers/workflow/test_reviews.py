"""Entries stay true: who is asked when, what is hidden, and that nothing happens twice."""

import time as time_
from datetime import date, datetime, time, timedelta

import pytest
from django.core import signing
from django.utils import timezone

from network_portal.models import OutgoingMail
from offers.models import Offer
from offers.models.choices import Publication
from offers.reviews import code_for, due_day, partner_of, remind_partners
from offers.workflow import take_step
from partners.models import Absence
from tests.factories import make_contact, make_field, make_membership, make_offer, make_partner, make_user
from tests.offers.workflow.test_steps import ready_offer

pytestmark = pytest.mark.django_db
DUE = date(2026, 9, 1)  # of an entry confirmed on 1 March


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def tick(day):
    return remind_partners(noon(day))


def due_offer(partner=None, **values):
    partner = partner or make_partner(inbox_email="inbox@example.org")
    return ready_offer(partner=partner, confirmed_on=date(2026, 3, 1), **values)


def sent():
    """Name and recipient of the mails since the last look."""
    rows = list(OutgoingMail.objects.order_by("pk").values_list("name", "to"))
    OutgoingMail.objects.all().delete()
    return rows


def state(offer):
    return Offer.objects.values_list("publication", "review_step").get(pk=offer.pk)


def test_entry_goes_through_all_stages():
    partner = make_partner(inbox_email="inbox@example.org")
    partner.deputy = make_contact(partner, email="vertretung@example.org")
    partner.save()
    eve = make_user(email="eve@example.org")
    make_membership(eve, partner, since=date(2020, 1, 1))
    field = make_field(moderator=make_partner(inbox_email="moderation@example.org"))
    offer = due_offer(partner, policy_field=field, deputy_editor=eve)
    life = []
    for days in (-1, 0, 1, 13, 14, 27, 28, 41, 42, 43, 200):
        day = DUE + timedelta(days=days)
        tick(day)
        tick(day)  # the timer twice on one day does nothing twice
        life.append((days, sent(), *state(offer)))
    inbox = ("confirm", "inbox@example.org")
    deputies = [("confirm", "eve@example.org"), inbox, ("confirm", "vertretung@example.org")]
    hidden = [("offers_hidden", "inbox@example.org"), ("offers_hidden_moderator", "moderation@example.org")]
    assert life == [
        (-1, [], "published", 0),
        (0, [inbox], "published", 1), (1, [], "published", 1), (13, [], "published", 1),
        (14, [inbox], "published", 2), (27, [], "published", 2),
        (28, deputies, "published", 3), (41, [], "published", 3),
        (42, hidden, "hidden", 4), (43, [], "hidden", 4), (200, [], "hidden", 4),
    ]  # fmt: skip
    assert Offer.objects.get().history.latest().history_change_reason == "hidden"


def walk(days):
    """On which of ``days`` after the due day one entry gets mails of which kind."""
    due_offer()
    found = []
    for day in days:
        tick(DUE + timedelta(days=day))
        found += [(day, name) for name, _to in sent()]
    return found


def test_week_without_the_timer_only_delays():
    assert walk([7, 8, 14, 15, 28, 41, 42]) == [
        (7, "confirm"), (14, "confirm"), (28, "confirm"), (42, "offers_hidden"),
    ]  # fmt: skip


def test_two_months_without_the_timer_hide_nothing_that_was_not_asked_for_three_times():
    assert walk(range(61, 100)) == [
        (61, "confirm"), (68, "confirm"), (75, "confirm"), (82, "offers_hidden"),
    ]  # fmt: skip


def test_partner_gets_one_mail_for_all_its_entries():
    offer = due_offer()
    due_offer(offer.partner)
    due_offer(offer.partner)
    fresh = ready_offer(partner=offer.partner, confirmed_on=DUE)
    assert tick(DUE) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.body.count("\n- "), fresh.title in mail.body, "/bestaetigen/?code=" in mail.body) == (3, False, True)


def test_confirmation_starts_the_ladder_anew():
    offer = due_offer()
    tick(DUE)
    tick(DUE + timedelta(days=14))
    take_step(offer, "confirm", by=make_user(is_staff=True), on=DUE + timedelta(days=15))
    sent()
    assert tick(DUE + timedelta(days=30)) == 0
    assert (state(offer), due_day(Offer.objects.get())) == (("published", 0), date(2027, 3, 16))


def test_longer_interval_ends_the_asking():
    offer = due_offer()
    tick(DUE)
    Offer.objects.update(review_interval=12)
    tick(DUE + timedelta(days=14))
    assert state(offer) == ("published", 0)


@pytest.mark.parametrize(
    "values",
    [{"publication": "draft"}, {"publication": "archived"}, {"status": "ended"}, {"visible_until": "2026-08-01"}],
)
def test_nobody_is_asked_about_what_parents_do_not_see(values):
    due_offer(**values)
    assert (tick(DUE), sent()) == (0, [])


def test_nothing_is_hidden_where_nobody_can_be_asked():
    offer = due_offer(make_partner())
    for days in range(0, 100, 7):
        tick(DUE + timedelta(days=days))
    assert (sent(), state(offer)) == ([], ("published", 0))


def test_deputy_is_asked_during_an_absence():
    partner = make_partner(inbox_email="inbox@example.org")
    partner.deputy = make_contact(partner, email="vertretung@example.org")
    partner.save()
    Absence.objects.create(partner=partner, starts_on=DUE, ends_on=DUE)
    due_offer(partner)
    tick(DUE)
    assert sent() == [("confirm", "vertretung@example.org")]


def test_deputy_who_has_left_gets_no_link():
    offer = due_offer(deputy_editor=make_user(email="fort@example.org"))
    make_membership(offer.deputy_editor, offer.partner, since=date(2020, 1, 1), until=date(2026, 8, 31))
    for days in (0, 14, 28):
        tick(DUE + timedelta(days=days))
    assert sent() == [("confirm", "inbox@example.org")] * 3


def test_managers_are_asked_where_there_is_no_inbox():
    partner = make_partner()
    make_membership(make_user(email="rita@example.org"), partner, role="manager", since=date(2026, 1, 1))
    make_membership(make_user(email="otto@example.org"), partner, since=date(2026, 1, 1))
    due_offer(partner)
    tick(DUE)
    assert sent() == [("confirm", "rita@example.org")]


def test_entry_never_confirmed_is_due_an_interval_after_it_was_submitted():
    offer = make_offer(submitted_on=date(2026, 1, 31), review_interval=1, publication=Publication.PUBLISHED)
    assert due_day(offer) == date(2026, 2, 28)


def code_made(monkeypatch, partner, days_ago):
    """The code of a link that was made some days ago."""
    made = time_.time() - days_ago * 86_400
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: made)
        return code_for(partner)


def test_link_is_for_one_partner_and_ends_after_sixty_days(monkeypatch):
    partner = make_partner()
    young, old = code_made(monkeypatch, partner, 59), code_made(monkeypatch, partner, 61)
    assert [partner_of(code) for code in (young, old, young + "x", "")] == [
        (partner, True), (partner, False), (None, False), (None, False),
    ]  # fmt: skip
