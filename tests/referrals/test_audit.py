"""Each reading leaves a row that nobody changes, and a line in the security log that says nothing about anybody."""

import json
import logging

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from network_portal.logs import JsonFormatter
from referrals.audit import person_of
from referrals.consents import revoke_consent
from referrals.models import Access, Side
from referrals.workflow import StepNotOpenError
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, give_consent, make_network, make_referral, step

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
        "referral read", "step denied", "consent recorded", "step taken", "step taken", "step taken", "consent ended",
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
