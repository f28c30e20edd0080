"""What goes by a date, and that it is really gone."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from referrals.audit import person_of
from referrals.consents import revoke_consent
from referrals.handing import new_slip_code
from referrals.models import Access, Consent, Content, Inquiry, Message, Reminder, Rules, Side
from referrals.retention import KINDS, forget_due
from tests.other_process import SharedDatabase
from tests.referrals.rows import acting, make_inbox, make_network, make_referral, step


def ago(days, **more):
    return timezone.now() - timedelta(days=days, **more)


def due():
    """How many rows of each kind are due now."""
    return [kind.due(timezone.now()).count() for kind in KINDS]


@pytest.mark.django_db
def test_untouched_draft_is_erased_and_closed():
    old, fresh = make_referral(now=ago(30, minutes=1)), make_referral(now=ago(29))
    assert forget_due(timezone.now()) == 1
    assert list(Content.objects.values_list("referral", flat=True)) == [fresh.pk]
    old.refresh_from_db()
    assert (old.status, old.reason.code, old.events.count()) == ("withdrawn", "consent_missing", 1)


@pytest.mark.django_db
def test_ended_referral_loses_who_it_was_and_keeps_its_figures():
    make_network()
    referral = make_referral("question", now=ago(200))
    new_slip_code(referral)
    referral = step(referral, "answer", by=acting(referral.sender), now=ago(195))
    referral = step(referral, "decline", by=acting(referral.recipient), now=ago(180))
    fresh = make_referral("completed", now=ago(179))
    assert due() == [0, 1, 0, 0, 0, 0, 0]
    forget_due(timezone.now())
    referral.refresh_from_db()
    assert (referral.code_hash, referral.status, referral.events.count()) == ("", "declined", 4)
    assert (Message.objects.count(), list(Content.objects.values_list("referral", flat=True))) == (0, [fresh.pk])
    givers = {consent.referral_id: consent.giver != "" for consent in Consent.objects.all()}
    assert givers == {referral.pk: False, fresh.pk: True}


@pytest.mark.django_db
def test_consent_revoked_after_the_end_does_not_keep_the_person():
    referral = make_referral("completed", now=ago(180))
    new_slip_code(referral)
    referral = revoke_consent(referral, by=acting(referral.sender))
    forget_due(timezone.now())
    referral.refresh_from_db()
    assert (referral.code_hash, Content.objects.count()) == ("", 0)


@pytest.mark.django_db
def test_accesses_are_kept_for_their_time_and_then_go():
    referral = make_referral("sent")
    by = acting(referral.sender)
    person_of(referral, by=by, sides={Side.SENDER})
    Access.objects.create(
        user=by.user, channel=by.channel, what="read", subject=referral.number, at=ago(365, minutes=2)
    )
    assert Access.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Access.objects.all().delete()
    forget_due(timezone.now() + timedelta(days=1000))  # a wrong clock erases no fresh trace
    assert list(Access.objects.values_list("what", flat=True)) == ["read"]


@pytest.mark.django_db
def test_periods_are_those_of_the_rules():
    Rules(draft_days=3).save()
    make_referral(now=ago(4))
    assert due() == [1, 0, 0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_inquiry_closed_long_ago_is_erased():
    values = {"status": "closed", "partner": make_inbox()}
    for number, days in enumerate([60, 59]):
        inquiry = Inquiry.objects.create(code_hash=f"hash-{number}", closed_on=timezone.localdate(ago(days)), **values)
        inquiry.messages.create(side=Side.PARENT, text="Kanarienvogel")
    assert due() == [0, 0, 1, 0, 0, 0, 0]
    assert forget_due(timezone.now()) == 1
    assert Message.objects.get().inquiry.code_hash == "hash-1"


@pytest.mark.django_db
def test_links_and_reminders_of_the_past_go():
    referral = make_referral("sent")
    for number, ended in enumerate([ago(31), ago(29)]):
        referral.links.create(token_hash=f"hash-{number}", expires_at=ended)
    for round_ in (referral.round - 1, referral.round):
        Reminder.objects.create(referral=referral, round=round_, step="first", on=timezone.localdate())
    assert forget_due(timezone.now()) == 2
    assert (referral.links.get().token_hash, referral.reminders.get().round) == ("hash-1", referral.round)


@pytest.mark.django_db
def test_command_counts_first_and_erases_only_when_told():
    make_referral(now=ago(31))
    out = StringIO()
    call_command("forget_personal_data", stdout=out)
    assert (out.getvalue().splitlines()[0], Content.objects.count()) == ("untouched drafts: 1", 1)
    call_command("forget_personal_data", "--apply", stdout=StringIO())
    assert Content.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the file of the database")
def test_erased_rows_are_gone_from_the_files_of_the_database(tmp_path):
    make_referral("completed", sender=make_inbox(), now=ago(181))
    database = SharedDatabase(tmp_path)
    ((secret,),) = database.run("SELECT concern FROM referrals_content")
    with sqlite3.connect(database.path) as reader:  # keeps the journal's file in place
        reader.execute("SELECT 1 FROM referrals_content").fetchall()
        # Something is in the journal: a page with the secret is written anew.
        reader.execute("UPDATE referrals_content SET contact_way = 'post'")
        reader.commit()
        assert found(tmp_path, secret) == {"copy.sqlite3", "copy.sqlite3-wal"}
        run = subprocess.run(
            [sys.executable, "manage.py", "forget_personal_data", "--apply"],
            env=os.environ | {"DATABASE_URL": database.url}, check=False,
        )  # fmt: skip
        assert (run.returncode, found(tmp_path, secret)) == (0, set())


def found(folder, secret):
    """Files of the folder that hold the secret as it was stored."""
    return {path.name for path in folder.iterdir() if secret.encode() in path.read_bytes()}
