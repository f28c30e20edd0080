"""The life of a referral: who may move it where, what each step writes, what the database refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from referrals.actors import THE_PORTAL
from referrals.handing import Target, start_referrals
from referrals.models import Consent, Content, Reason, Referral, ReferralEvent, Status
from referrals.models.choices import FINAL
from referrals.workflow import STEPS, NotPossibleError, StepNotOpenError, open_steps, take_step
from tests.referrals.rows import WAYS, acting, give_consent, make_inbox, make_referral, step

pytestmark = pytest.mark.django_db

# referrals.md, “Allowed”
ALLOWED = {
    "draft": {"awaiting_consent", "sent", "withdrawn"},
    "awaiting_consent": {"sent", "draft", "withdrawn"},
    "sent": {"question", "waitlisted", "accepted", "declined", "withdrawn", "expired"},
    "question": {"sent", "declined", "withdrawn", "expired"},
    "waitlisted": {"accepted", "declined", "withdrawn"},
    "accepted": {"in_progress", "completed", "unmet", "withdrawn", "sent"},
    "in_progress": {"completed", "unmet", "waitlisted", "withdrawn"},
}


def test_steps_lead_exactly_where_referrals_may_go():
    ways = {}
    for row in STEPS.values():
        for source in row.sources:
            if row.target:
                ways.setdefault(str(source), set()).add(str(row.target))
    assert ways == ALLOWED


@pytest.mark.parametrize("status", WAYS)
def test_referral_reaches_every_status_with_one_event_a_step(status):
    referral = make_referral(status)
    assert referral.status == status
    events = list(referral.events.values_list("step", "source", "target"))
    assert [name for name, _source, _target in events] == WAYS[status]
    assert [target for _name, _source, target in events][-1:] == [status][: len(events)]
    before = ["draft", *(target for *_rest, target in events)]
    assert [source for _name, source, _target in events] == before[: len(events)]


@pytest.mark.parametrize("status", sorted(FINAL))
def test_ended_referral_never_gets_another_status(status):
    referral = make_referral(status)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(status="sent", ended_on=None)
    for side in (referral.sender, referral.recipient):
        names = set(open_steps(referral, acting(side)))
        assert names <= {"settle"}
    assert open_steps(referral, THE_PORTAL) == {}


def test_referral_is_not_sent_without_consent():
    referral = make_referral()
    with pytest.raises(NotPossibleError):
        step(referral, "send", by=acting(referral.sender))
    assert Referral.objects.get().status == "draft"


def test_database_refuses_to_send_without_consent():
    referral = make_referral()
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(status="sent")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET status = 'accepted' WHERE id = %s", [referral.pk])


def test_database_refuses_the_consent_of_another_referral():
    other, referral = make_referral(Status.SENT), make_referral()
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(status="sent", consent=other.consent_id)


@pytest.mark.parametrize(
    ("form", "days", "facts"), [("screen", 367, ["name"]), ("spoken", 15, ["name"]), ("screen", 1, [])]
)
def test_database_refuses_a_consent_for_too_long_or_to_nothing(form, days, facts):
    consent = give_consent(make_referral(), valid_until=None)
    values = {"form": form, "witness": "Lou", "valid_until": consent.given_on + timedelta(days=days), "facts": facts}
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**values)
    consent.refresh_from_db()
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.bulk_create([Consent(**model_values(consent) | values)])
    assert Consent.objects.count() == 1


def model_values(row) -> dict:
    """The columns of a row, without its key."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def test_events_are_neither_changed_nor_deleted():
    referral = make_referral(Status.SENT)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralEvent.objects.update(step="forged")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM referrals_referralevent WHERE referral_id = %s", [referral.pk])


def test_step_seen_on_an_old_page_is_refused():
    referral = make_referral(Status.SENT)
    person = acting(referral.recipient)
    take_step(referral, "accept", by=person, version=referral.version)
    with pytest.raises(StepNotOpenError):
        take_step(referral, "decline", by=person, version=referral.version,
                  reason=Reason.objects.get(kind="decline", code="no_capacity"))  # fmt: skip
    assert Referral.objects.get().status == "accepted"


def test_first_acceptance_withdraws_the_siblings():
    sender, first, second = make_inbox(), make_inbox(), make_inbox()
    people = acting(sender)
    rows = start_referrals([Target(first), Target(second)], sender=sender, by=people, content={"contact_way": "phone"})
    for referral in rows:
        give_consent(referral)
        step(referral, "send", by=people)
    step(rows[0], "accept", by=acting(first))
    assert [row.status for row in Referral.objects.order_by("pk")] == ["accepted", "withdrawn"]
    assert Referral.objects.get(pk=rows[1].pk).reason.code == "sibling_accepted"


def test_content_is_not_readable_in_the_database():
    make_referral(Status.SENT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, concern FROM referrals_content")
        stored = " ".join(cursor.fetchone())
    assert ("Kim" in stored, "0152" in stored, "Miete" in stored) == (False, False, False)
    assert Content.objects.get().name == "Kim Beispiel"
