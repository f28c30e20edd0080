"""After the end: check-ins by who is responsible, and contradictions that a moderator clears up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network_portal.mail import OutgoingMail
from network_portal.once import FIELD
from referrals.follow_ups import DoneError, note_result, watch_check_ins
from referrals.forgetting import forget_person
from referrals.models import FollowUp, ParentAnswer, Rules, Status
from referrals.parents import is_contradiction, say_whether_it_helped, take_back
from referrals.tasks import tasks_of
from tests.factories import make_field
from tests.referrals.rows import CONTENT, make_inbox, make_referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def ended(days, **values):
    """A referral that was completed so many days ago."""
    sender, recipient = make_inbox(), make_inbox()
    when = timezone.now() - timedelta(days=days)
    referral = make_referral("completed", now=when, sender=sender, recipient=recipient, **values)
    referral.sender, referral.recipient = sender, recipient  # with the people who work there
    return referral


def results(referral):
    return list(referral.follow_ups.values_list("kind", "result"))


def of_kind(user, kind):
    return [task for task in tasks_of(user, timezone.localdate()) if task.kind == kind]


def answer(client, follow_up, result, name="check-in"):
    args = [follow_up.referral.number, follow_up.pk] if name == "check-in" else [follow_up.pk]
    values = {f"f{follow_up.pk}-result": result, FIELD: f"token-{follow_up.pk}-{result}-{timezone.now().timestamp()}"}
    return client.post(reverse(f"referrals:{name}", args=args), values)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.UNMET])
def test_both_check_ins_are_planned_where_help_was_given(status):
    referral, today = make_referral(status), timezone.localdate()
    planned = [("first", today + timedelta(days=30)), ("second", today + timedelta(days=90))]
    assert list(referral.follow_ups.values_list("kind", "due_on")) == (planned if status == Status.COMPLETED else [])


def test_who_wants_no_contact_is_not_asked():
    assert results(make_referral("completed", content=CONTENT | {"contact_way": "none"})) == []


def test_responsible_partner_is_told_once_and_the_other_one_not():
    referral = ended(30)
    OutgoingMail.objects.all().delete()
    assert [watch_check_ins(timezone.now()) for _time in range(2)] == [1, 0]
    (mail,) = OutgoingMail.objects.filter(name="referral_follow_up")
    assert (mail.to, mail.body.count(str(referral)), mail.body.count(CONTENT["name"])) == (
        referral.sender.inbox_email, 1, 0,
    )  # fmt: skip
    tasks = [len(of_kind(partner.person, "check-in")) for partner in (referral.sender, referral.recipient)]
    assert tasks == [1, 0]


@pytest.mark.parametrize("is_transfer", [False, True])
def test_who_has_taken_the_consent_back_is_not_asked(is_transfer):
    referral = ended(31, is_transfer=is_transfer)
    take_back(referral)
    watch_check_ins(timezone.now())
    assert OutgoingMail.objects.filter(name="referral_follow_up").count() == 0
    assert results(referral)[0] == ("first", "lapsed")


@pytest.mark.parametrize(("is_transfer", "result"), [(False, ""), (True, "lapsed")])
def test_who_has_taken_over_asks_only_while_the_consent_holds(is_transfer, result):
    Rules.objects.create(check_open_days=1000)
    referral = ended(31, is_transfer=is_transfer)
    watch_check_ins(timezone.now() + timedelta(days=300))
    assert results(referral)[0] == ("first", result)


def test_check_in_not_due_is_no_task():
    assert of_kind(ended(29).sender.person, "check-in") == []


@pytest.mark.parametrize("forgotten", [True, False])
def test_check_in_lapses_where_nobody_can_ask_or_asked_in_time(forgotten):
    referral = ended(30 if forgotten else 61)
    if forgotten:
        forget_person(referral)
    watch_check_ins(timezone.now())
    assert results(referral) == [("first", "lapsed"), ("second", "")]


def test_answer_is_noted_on_the_page_of_the_referral_once(client_of):
    referral = ended(31)
    first = referral.follow_ups.first()
    client = client_of("editor", referral.sender)
    assert client.get(referral.get_absolute_url()).content.decode().count("Wie geht es der Person jetzt?") == 1
    assert answer(client, first, "").status_code == 200
    assert answer(client, first, "mistaken").context["check_ins"][0].errors.keys() == {"result"}
    assert answer(client, first, "well").url == referral.get_absolute_url()
    assert answer(client, first, "not_reached").status_code == 409
    assert results(referral) == [("first", "well"), ("second", "")]
    assert client.get(referral.get_absolute_url()).content.decode().count("Die Person kommt gut zurecht.") == 1


def test_need_of_help_leads_to_the_next_referral(client_of):
    referral = ended(31)
    response = answer(client_of("editor", referral.sender), referral.follow_ups.first(), "help_again")
    assert response.url == reverse("referrals:refer-on", args=[referral.number])


def test_who_wants_no_more_questions_is_asked_none():
    referral = ended(31)
    note_result(referral.follow_ups.first(), "not_wanted", by=referral.sender.person)
    assert results(referral) == [("first", "not_wanted"), ("second", "lapsed")]
    with pytest.raises(DoneError):
        note_result(referral.follow_ups.first(), "well", by=referral.sender.person)


def test_recipient_and_third_partners_answer_no_check_in(client_of):
    referral = ended(31)
    for partner in (referral.recipient, make_inbox()):
        assert answer(client_of("editor", partner), referral.follow_ups.first(), "well").status_code == 404
    assert (
        answer(client_of("editor", referral.sender), referral.follow_ups.last(), "well").status_code == 404
    )  # not due
    assert results(referral) == [("first", ""), ("second", "")]


@pytest.mark.parametrize("said", ParentAnswer.values)
def test_contradiction_is_a_task_until_it_is_cleared_up(client_of, said):
    moderator = make_inbox()
    client = client_of("moderator", moderator)
    referral = make_referral("completed", policy_field=make_field(moderator=moderator))
    referral = say_whether_it_helped(referral, said)
    found = FollowUp.objects.filter(kind="contradiction")
    assert found.exists() is is_contradiction(referral) is bool(of_kind(client.user, "contradiction"))
    for follow_up in found:
        page = client.get(reverse("referrals:overview")).content.decode()
        assert (page.count(f'name="f{follow_up.pk}-result"'), page.count(CONTENT["name"])) == (4, 0)
        assert answer(client, follow_up, "well", "contradiction").status_code == 422
        assert answer(client, follow_up, "mistaken", "contradiction").status_code == 302
        assert (
            answer(client, follow_up, "unclear", "contradiction").status_code == 302
        )  # told that a colleague was first
        follow_up.refresh_from_db()
        assert (follow_up.result, of_kind(client.user, "contradiction")) == ("mistaken", [])


def test_parent_who_changes_her_answer_leaves_nothing_to_clear_up():
    referral = say_whether_it_helped(make_referral("completed"), "no")
    say_whether_it_helped(referral, "yes")
    assert FollowUp.objects.filter(kind="contradiction").count() == 0


@pytest.mark.parametrize(("role", "status"), [("moderator", 404), ("editor", 404), ("coordinator", 302)])
def test_contradictions_are_cleared_up_by_those_of_the_field(client_of, role, status):
    referral = say_whether_it_helped(make_referral("completed"), "no")
    follow_up = referral.follow_ups.get(kind="contradiction")
    assert answer(client_of(role, make_inbox()), follow_up, "unclear", "contradiction").status_code == status
