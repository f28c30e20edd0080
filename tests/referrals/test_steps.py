"""Each step by its form: what it asks, what it writes, and what happens when somebody else was quicker."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.once import new_token
from referrals.models import Content, Message, Reason, Referral, Status
from referrals.workflow import STEPS
from tests.factories import make_offer
from tests.referrals.rows import (
    CONCERN,
    NAME,
    PHONE,
    SENDERS_STEPS,
    WAYS,
    acting,
    give_consent,
    make_referral,
)
from tests.referrals.rows import step as take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def reason(kind, code) -> dict:
    return {"reason": Reason.objects.get(kind=kind, code=code).pk}


def browser(partner) -> Client:
    client = Client()
    client.force_login(acting(partner).user)
    return client


def address(referral, name) -> str:
    return reverse("referrals:step", args=[referral.number, name])


def send(referral, name, partner, **data):
    data = {"version": referral.version, "seen": referral.events.last().pk if referral.events.last() else 0} | data
    return browser(partner).post(address(referral, name), data)


def today(days=0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


# From which status, what is filled in, into which status.
WAYS_BY_FORM = [
    ("ask_consent", Status.DRAFT, {}, Status.AWAITING_CONSENT),
    ("back", Status.AWAITING_CONSENT, {}, Status.DRAFT),
    ("accept", Status.SENT, {}, Status.ACCEPTED),
    ("contact", Status.ACCEPTED, {"first_contact_on": today()}, Status.IN_PROGRESS),
    ("ask", Status.SENT, {"note": "Wann passt es?"}, Status.QUESTION),
    ("answer", Status.QUESTION, {"note": "Mittags."}, Status.SENT),
    ("waitlist", Status.SENT, {"waitlist_place": "3"}, Status.WAITLISTED),
    ("waitlist", Status.IN_PROGRESS, {"estimated_on": today(40)}, Status.WAITLISTED),
    ("check_in", Status.WAITLISTED, {}, Status.WAITLISTED),
    ("complete", Status.IN_PROGRESS, ("outcome", "helped"), Status.COMPLETED),
    ("give_up", Status.ACCEPTED, ("unmet", "moved_away"), Status.UNMET),
    ("decline", Status.SENT, ("decline", "no_capacity"), Status.DECLINED),
    ("unaccept", Status.ACCEPTED, {}, Status.SENT),
    ("withdraw", Status.SENT, ("withdrawal", "sender_decided"), Status.WITHDRAWN),
    ("settle", Status.DECLINED, {"shares_reason": "on"}, Status.DECLINED),
]


@pytest.mark.parametrize(("name", "before", "data", "after"), WAYS_BY_FORM)
def test_step_is_taken_by_its_form(name, before, data, after):
    referral = make_referral(before)
    partner = referral.sender if name in SENDERS_STEPS else referral.recipient
    page = browser(partner).get(address(referral, name))
    assert (page.status_code, [word for word in (NAME, PHONE, CONCERN) if word in page.content.decode()]) == (200, [])
    events = referral.events.count()
    answer = send(referral, name, partner, **(reason(*data) if isinstance(data, tuple) else data))
    assert (answer.status_code, answer.url) == (302, referral.get_absolute_url())
    referral.refresh_from_db()
    assert (referral.status, referral.events.count()) == (after, events + 1)


def test_draft_is_sent_once_there_is_a_consent():
    referral = make_referral()
    answer = send(referral, "send", referral.sender)
    assert answer.context["form"].non_field_errors() == [
        "Es gibt keine Einwilligung, die heute gilt. Ohne sie wird nichts gesendet."
    ]
    give_consent(referral)
    referral.refresh_from_db()
    assert send(referral, "send", referral.sender).status_code == 302
    assert Referral.objects.get().status == Status.SENT


@pytest.mark.parametrize(
    ("name", "before", "data", "field"),
    [
        ("ask", Status.SENT, {"note": "  "}, "note"),
        ("ask", Status.SENT, {"note": "a" * 2001}, "note"),
        ("contact", Status.ACCEPTED, {"first_contact_on": ""}, "first_contact_on"),
        ("contact", Status.ACCEPTED, {"first_contact_on": today(1)}, "first_contact_on"),
        ("contact", Status.ACCEPTED, {"first_contact_on": "2020-01-01"}, "first_contact_on"),
        ("waitlist", Status.SENT, {}, "waitlist_place"),
        ("waitlist", Status.SENT, {"waitlist_place": "0"}, "waitlist_place"),
        ("waitlist", Status.SENT, {"estimated_on": today(-1)}, "estimated_on"),
        ("decline", Status.SENT, {}, "reason"),
        ("decline", Status.SENT, ("outcome", "helped"), "reason"),
        ("decline", Status.SENT, ("decline", "forwarded"), "reason"),  # the portal's own
        ("decline", Status.SENT, ("decline", "other"), "note"),
        ("decline", Status.SENT, {"better_offer": "Gibt es nicht"}, "better_offer"),
        ("accept", Status.SENT, {"version": "x"}, "version"),
    ],
)
def test_step_says_beside_the_field_what_is_missing(name, before, data, field):
    referral = make_referral(before)
    answer = send(referral, name, referral.recipient, **(reason(*data) if isinstance(data, tuple) else data))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) >= {field}
    assert Referral.objects.get().status == before


def test_each_reason_shows_its_polite_sentence():
    referral = make_referral(Status.SENT)
    html = browser(referral.recipient).get(address(referral, "decline")).content.decode()
    offered = Reason.objects.offered("decline")
    assert [html.count(one.sentence) for one in offered] == [1] * offered.count()
    assert html.count(Reason.objects.get(kind="decline", code="forwarded").label) == 0


def test_own_words_stand_in_the_place_of_the_sentence_and_are_not_stored_openly():
    referral, better = make_referral(Status.SENT), make_offer(title="Mietberatung")
    data = reason("decline", "wrong_offer") | {"note": "Gehen Sie zuerst dorthin.", "better_offer": "mietberatung"}
    assert send(referral, "decline", referral.recipient, **data).status_code == 302
    referral.refresh_from_db()
    assert (referral.better_offer, referral.content.reason_note) == (better, "Gehen Sie zuerst dorthin.")
    html = browser(referral.sender).get(referral.get_absolute_url()).content.decode()
    assert (html.count("Gehen Sie zuerst dorthin."), html.count(better.get_absolute_url())) == (1, 1)


def test_better_offer_is_found_by_its_address_and_hidden_ones_are_not():
    referral = make_referral(Status.SENT)
    offer, hidden = make_offer(), make_offer(publication="hidden")
    data = reason("decline", "wrong_offer")
    answer = send(referral, "decline", referral.recipient, **data, better_offer=f"https://x{hidden.get_absolute_url()}")
    assert set(answer.context["form"].errors) == {"better_offer"}
    send(referral, "decline", referral.recipient, **data, better_offer=f"https://x{offer.get_absolute_url()}")
    assert Referral.objects.get().better_offer == offer


def test_refusal_for_a_better_offer_names_it_or_says_it_in_words():
    referral, data = make_referral(Status.SENT), reason("decline", "wrong_offer")
    answer = send(referral, "decline", referral.recipient, **data)
    assert set(answer.context["form"].errors) == {"better_offer"}
    assert send(referral, "decline", referral.recipient, **data, note="Das Amtsgericht hilft.").status_code == 302


def test_second_person_sees_what_happened_and_overwrites_nothing():
    referral = make_referral(Status.SENT)
    data = reason("decline", "other") | {"note": "Leider nein.", "seen": referral.events.last().pk}
    take(referral, "accept", by=acting(referral.recipient))
    answer = send(referral, "decline", referral.recipient, **data)
    assert answer.status_code == 409
    assert [str(one.words) for one in answer.context["meanwhile"]] == ["Angenommen"]
    assert answer.content.decode().count("Leider nein.") == 1
    referral.refresh_from_db()
    assert (referral.status, referral.reason, referral.content.reason_note) == (Status.ACCEPTED, None, "")


def test_step_that_is_still_open_can_be_sent_again_with_what_was_typed():
    referral = make_referral(Status.SENT)
    take(take(referral, "ask", by=acting(referral.recipient)), "answer", by=acting(referral.sender))
    answer = send(referral, "decline", referral.recipient, **reason("decline", "other"), note="Leider nein.")
    assert (answer.status_code, answer.content.decode().count("Leider nein.")) == (409, 1)
    form = answer.context["form"]
    again = {field.html_name: field.value() for field in form if field.value() is not None}
    assert browser(referral.recipient).post(address(referral, "decline"), again).status_code == 302
    assert Referral.objects.get().status == Status.DECLINED


def test_form_sent_twice_is_one_step():
    referral = make_referral(Status.SENT)
    client, data = browser(referral.recipient), {"version": referral.version, "seen": 0, "once": new_token()}
    answers = [client.post(address(referral, "accept"), data) for _ in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, referral.get_absolute_url())] * 2
    assert referral.events.filter(step="accept").count() == 1


def test_question_and_answer_stand_in_the_thread_encrypted():
    referral = make_referral(Status.SENT)
    send(referral, "ask", referral.recipient, note="Wann passt es?")
    referral.refresh_from_db()
    send(referral, "answer", referral.sender, note="Mittags.")
    rows = Message.objects.order_by("pk")
    assert [(row.side, row.text) for row in rows] == [("recipient", "Wann passt es?"), ("sender", "Mittags.")]


def test_steps_of_a_body_outside_are_noted_by_the_sender():
    referral = make_referral()
    Referral.objects.filter(pk=referral.pk).update(recipient=None, outside_body="Amtsgericht")
    for name, data in [("send", {}), ("accept", {}), ("complete", reason("outcome", "helped"))]:
        referral.refresh_from_db()
        assert send(referral, name, referral.sender, **data).status_code == 302
    referral.refresh_from_db()
    assert referral.status == Status.COMPLETED
    page = browser(referral.sender).get(referral.get_absolute_url())
    assert [one.words for one in page.context["history"]] == [
        "Die Person hat den Zettel",
        "Sie wollen helfen",
        "Abgeschlossen",
    ]


def test_every_step_of_a_side_is_either_open_or_explained():
    referral = make_referral(Status.COMPLETED)
    for name, row in STEPS.items():
        status = browser(referral.sender).get(address(referral, name)).status_code
        assert (name, status) == (name, 409 if "sender" in row.sides else 404)
    assert Content.objects.count() == 1
    assert len(WAYS) == len(Status)
