"""Each reading leaves a row that nobody changes, and a line in the security log that says nothing about anybody."""

import json
import logging

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from network_portal.logs import JsonFormatter
from network_portal.once import new_token
from referrals import inquiries
from referrals.audit import person_of
from referrals.consents import revoke_consent
from referrals.models import Access, Inquiry, Side, Status
from referrals.offices import share_reason, write_message
from referrals.workflow import StepNotOpenError
from tests.referrals.rows import (
    CONCERN,
    NAME,
    PHONE,
    acting,
    give_consent,
    make_inbox,
    make_network,
    make_referral,
    step,
)

pytestmark = pytest.mark.django_db


def test_each_reading_leaves_one_row():
    referral = make_referral("sent")
    for side, partner in [(Side.SENDER, referral.sender), (Side.RECIPIENT, referral.recipient)] * 5:
        person_of(referral, by=acting(partner), sides={side})
    rows = Access.objects.filter(subject=referral.number, what="read")
    assert sorted(rows.values_list("partner", flat=True)) == sorted([referral.sender_id, referral.recipient_id] * 5)
    assert None not in rows.values_list("user", flat=True)


@pytest.mark.parametrize("statement", ["UPDATE referrals_access SET what = 'nothing'", "DELETE FROM referrals_access"])
def test_trace_is_neither_changed_nor_deleted_even_by_raw_sql(statement):
    referral = make_referral("sent")
    person_of(referral, by=acting(referral.sender), sides={Side.SENDER})
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Access.objects.get().what == "read"


def test_security_log_tells_what_happened_and_nothing_about_anybody(caplog, django_capture_on_commit_callbacks):
    make_network()
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        referral = make_referral()
        by = acting(referral.sender)
        give_consent(referral)
        step(referral, "send", by=by)
        person_of(referral, by=by, sides={Side.SENDER})
        with pytest.raises(StepNotOpenError):
            step(referral, "accept", by=by)
        step(referral, "ask", by=acting(referral.recipient), note=CONCERN)
        revoke_consent(referral, by=by)
    lines = [json.loads(JsonFormatter().format(row)) for row in caplog.records if row.name == "security"]
    # What was stored is told when it is stored for good; what was only tried or read, at once.
    assert [line["message"] for line in lines] == [
        "access noted", "step denied", "consent recorded", "step taken", "step taken", "step taken", "consent ended",
    ]  # fmt: skip
    assert {line["number"] for line in lines} == {referral.number}
    assert [line["account"] for line in [*lines[:2], lines[-1]]] == [by.user.pk] * 3
    everything = caplog.text + json.dumps(lines, ensure_ascii=False)
    assert [word for word in (NAME, PHONE, CONCERN, by.user.email) if word in everything] == []


def test_somebody_elses_referral_is_denied_and_noted(client_of, caplog):
    referral = make_referral("sent")
    client = client_of("manager")
    with caplog.at_level(logging.INFO, logger="security"):
        codes = [client.get(reverse("referrals:detail", args=[number])).status_code
                 for number in (referral.number, "KEINE999")]  # fmt: skip
    assert codes == [404, 404]
    facts = [(row.getMessage(), row.facts) for row in caplog.records if row.name == "security"]
    assert facts == [("referral denied", {"account": client.user.pk, "number": referral.number})]


def test_whoever_writes_or_shares_a_reason_leaves_a_row():
    referral = make_referral(Status.DECLINED)
    sender = acting(referral.sender)
    share_reason(referral, shares=True, by=sender)
    other = make_referral(Status.SENT)
    write_message(other, "Ein Wort.", by=acting(other.recipient), sides={Side.RECIPIENT}, token=new_token())
    rows = Access.objects.order_by("pk").values_list("user", "partner", "what", "subject")
    assert list(rows) == [
        (sender.user.pk, referral.sender_id, "shared the reason", referral.number),
        (acting(other.recipient).user.pk, other.recipient_id, "wrote", other.number),
    ]


def test_whoever_answers_closes_or_hands_on_an_inquiry_leaves_a_row():
    desk, next_one = make_inbox(), make_inbox()
    make_network(desk=desk)
    inquiries.ask(new_token(), text="Frage", partner=desk)
    inquiry = Inquiry.objects.get()
    inquiries.reply(inquiry, "Antwort", by=desk.person)
    inquiries.hand_on(inquiry, next_one, by=desk.person)
    inquiries.close(inquiry, by=next_one.person)
    rows = Access.objects.order_by("pk").values_list("user", "partner", "what")
    assert list(rows) == [
        (desk.person.pk, desk.pk, "answered"), (desk.person.pk, desk.pk, "handed on"),
        (next_one.person.pk, next_one.pk, "closed"),
    ]  # fmt: skip
