"""Commands about parents' codes, about a breach, and about keys."""

import io
import json
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.utils import timezone

from network_portal.fieldkeys import encrypt
from referrals.actors import THE_PORTAL
from referrals.audit import person_of, record_access
from referrals.disclosure import referral_data
from referrals.handing import new_slip_code
from referrals.inquiries import ask
from referrals.models import Access, Consent, Content, Inquiry, Message, Referral, Side, Status
from referrals.parents import behind
from tests.factories import make_user
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, make_inbox, make_network, make_referral, step

pytestmark = pytest.mark.django_db


def run(name, *args, typed="", monkeypatch=None, **options) -> str:
    """What the command prints, after somebody has typed something."""
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    call_command(name, *args, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def make_followed(status="question"):
    """A referral with words from both sides, read once, and the code of its slip."""
    make_network()
    referral = make_referral(status)
    code = new_slip_code(referral)
    person_of(referral, by=acting(referral.sender), sides={Side.SENDER})
    return referral, code


def test_export_prints_all_that_is_stored_behind_a_code(monkeypatch):
    referral, code = make_followed()
    found = json.loads(run("export_code", typed=code.lower(), monkeypatch=monkeypatch))
    (row,) = found["referrals"]
    assert (found["inquiry"], row["number"], row["status"]) == (None, str(referral), "question")
    assert [row["content"][name] for name in ("name", "phone", "concern")] == [NAME, PHONE, CONCERN]
    assert [(one["giver"], one["facts"]) for one in row["consents"]] == [(NAME, ["name", "phone", "concern"])]
    assert [event["step"] for event in row["events"]] == ["send", "ask"]
    assert [message["text"] for message in row["messages"]] == ["Wann passt es?"]
    assert [(one["partner"], one["what"]) for one in row["read_by"]] == [(referral.sender.name, "read")]
    assert Access.objects.filter(what="export", subject=referral.number).count() == 1


# What the export leaves out: keys, counters, and who of the staff wrote it.
NOT_EXPORTED = {"id", "token", "code_hash", "created_by", "since", "round", "days_left", "expiry_left",
                "was_unaccepted", "version", "group", "follows", "inquiry", "consent"}  # fmt: skip
OTHER_NAMES = {"sender": "from", "recipient": "to", "outside_body": "to", "policy_field": "field",
               "municipality": "place"}  # fmt: skip


def test_export_names_every_column_of_a_referral_or_says_why_not():
    columns = {field.name for field in Referral._meta.concrete_fields} - NOT_EXPORTED
    more = {"fhir_task", "content", "consents", "events", "follow_ups", "messages", "read_by"}
    found = set(referral_data(make_referral())) - more
    assert found == {OTHER_NAMES.get(name, name) for name in columns}


def test_export_names_the_states_as_fhir_does():
    found = {status: tuple(referral_data(make_referral(status))["fhir_task"].values()) for status in Status}
    assert found == {
        "draft": ("draft", ""), "awaiting_consent": ("draft", "consent-pending"), "sent": ("requested", ""),
        "question": ("requested", "info-needed"), "waitlisted": ("on-hold", "waitlist"),
        "accepted": ("accepted", ""), "in_progress": ("in-progress", ""), "completed": ("completed", "helped"),
        "unmet": ("failed", "moved-away"), "declined": ("rejected", "no-capacity"),
        "withdrawn": ("cancelled", "sender-decided"), "expired": ("cancelled", "no-response"),
    }  # fmt: skip


def test_export_of_an_inquiry_has_its_thread(monkeypatch):
    make_network()
    code = ask("form-1", text=CONCERN, partner=make_inbox())
    found = json.loads(run("export_code", typed=code, monkeypatch=monkeypatch))
    assert found["inquiry"]["messages"][0]["text"] == CONCERN


@pytest.mark.parametrize("status", ["draft", "sent", "in_progress", "completed", "expired", "withdrawn"])
def test_erased_code_leaves_nothing_of_the_person(status, monkeypatch):
    referral, code = make_followed(status)
    assert run("erase_code", typed=code, monkeypatch=monkeypatch) == "Erased: 1.\n"
    referral.refresh_from_db()
    assert referral.ended_on is not None
    left = [Content.objects.count(), Message.objects.count(), Consent.objects.exclude(giver="").count(), behind(code)]
    assert left == [0, 0, 0, None]


def test_erased_inquiry_is_gone(monkeypatch):
    make_network()
    code = ask("form-1", text=CONCERN, partner=make_inbox())
    run("erase_code", typed=code, monkeypatch=monkeypatch)
    assert (Message.objects.count(), Inquiry.objects.get().code_hash) == (0, "")


@pytest.mark.parametrize("name", ["export_code", "erase_code"])
@pytest.mark.parametrize("typed", ["", "ABCD-EFGH-JKMN-PQRS", "?"])
def test_code_that_opens_nothing_is_refused(name, typed, monkeypatch):
    with pytest.raises(CommandError):
        run(name, typed=typed, monkeypatch=monkeypatch)


def test_who_was_affected_names_numbers_partners_and_times_only():
    make_network()
    referral, other = make_referral("sent"), make_referral("sent")
    reader = acting(referral.recipient)
    for _time in range(2):
        person_of(referral, by=reader, sides={Side.RECIPIENT})
    person_of(other, by=acting(other.sender), sides={Side.SENDER})
    record_access(other, "read", by=THE_PORTAL._replace(user=make_user()))
    today = timezone.localdate().isoformat()
    lines = run("who_was_affected", since=today, until=today, user=reader.user.email).splitlines()
    assert [line.split("\t")[:3] for line in lines[:-1]] == [[referral.number, referral.recipient.name, "2"]]
    assert lines[-1] == "1 numbers, 2 readings."
    assert run("who_was_affected", since=today, until=today).splitlines()[-1] == "2 numbers, 4 readings."
    before = (timezone.localdate() - timedelta(days=2)).isoformat()
    assert run("who_was_affected", since=before, until=f"{before}T23:00") == "0 numbers, 0 readings.\n"


def test_who_was_affected_refuses_what_is_no_day():
    with pytest.raises(CommandError):
        run("who_was_affected", since="gestern", until="2026-13-40")


def test_keys_are_changed_without_losing_anything(settings):
    referral, code = make_followed()
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    assert "referrals.Content: 1 rows" in run("renew_keys")
    assert "referrals.Content: 0 rows" in run("renew_keys")  # safe to repeat
    assert behind(code).referrals == [referral]  # its hash needs the old key, which is still there
    settings.FIELD_KEYS = [new]
    assert Content.objects.get().concern == CONCERN
    assert (Message.objects.get().text, Consent.objects.get().giver) == ("Wann passt es?", NAME)
    assert behind(code) is None  # as docs/privacy.md says


def test_stopped_renewal_goes_on_where_it_was(settings, monkeypatch):
    monkeypatch.setattr("network_portal.management.commands.renew_keys.BATCH", 1)
    for _number in range(3):
        make_referral()
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    first = Content.objects.order_by("pk").first()
    first.save()  # with the new key: as if the command had come so far
    assert "referrals.Content: 2 rows" in run("renew_keys")
    settings.FIELD_KEYS = [new]
    assert [row.name for row in Content.objects.all()] == [NAME] * 3


def test_without_its_key_nothing_can_be_read(settings):
    make_referral()
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        Content.objects.get()
    assert encrypt("x") != "x"
    assert Referral.objects.count() == 1


def test_answer_after_the_keys_changed_still_moves_the_referral(settings):
    referral, _code = make_followed()
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), settings.FIELD_KEYS[0]]
    step(referral, "answer", by=acting(referral.sender))
    assert [message.text for message in referral.messages.all()] == ["Wann passt es?", "Mittags."]
