"""Inquiries at the office: who sees them, answering at once, handing on, reminders."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners.models import Membership
from referrals import inquiries, inquiry_jobs
from referrals.inquiries import ConflictError
from referrals.models import Access, Inquiry, Referral
from tests.factories import make_contact, make_field, make_membership, make_user
from tests.referrals.parents import QUESTION, act, make_desk, make_inquiry, words
from tests.referrals.rows import make_inbox, make_referral

pytestmark = pytest.mark.django_db
ANSWER = "Kanarienantwort: Ja, das geht."


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def post(client, inquiry, do="reply", **data):
    inquiry.refresh_from_db()
    form = {"do": do, "version": inquiry.version} | ({"text": ANSWER} if do == "reply" else {}) | data
    return client.post(inquiry.get_absolute_url(), form)


@pytest.fixture
def asked():
    """A desk with an inquiry: the desk, its code, the row, and the browser of somebody there."""
    desk = make_desk()
    return desk, *make_inquiry(), browser_of(desk.person)


def test_list_shows_overdue_first_and_no_content(asked):
    desk, _code, first, client = asked
    second = make_inquiry()[1]
    Inquiry.objects.filter(pk=second.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    answered = make_inquiry()[1]
    inquiries.reply(answered, ANSWER, by=desk.person)
    html = client.get(reverse("referrals:inquiries")).content.decode()
    shown = re.findall(r'<a href="/intern/anfragen/(\w+)/"', html)
    assert shown == [second.number, first.number, answered.number]
    assert (html.count("überfällig seit"), html.count("Kanarien"), Access.objects.filter(what="thread").count()) == (
        1,
        0,
        0,
    )


def test_each_reading_leaves_a_row(asked):
    desk, _code, inquiry, client = asked
    for _time in range(2):
        assert words(client.get(inquiry.get_absolute_url())).count(QUESTION) == 1
    rows = Access.objects.values_list("user", "partner", "channel", "what", "subject")
    assert list(rows) == [(desk.person.pk, desk.pk, "login", "thread", inquiry.number)] * 2


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["inquiry", "propose"])
def test_others_find_nothing(asked, client_of, method, page):
    desk, _code, inquiry, _client = asked
    stranger = make_inbox()
    Membership.objects.filter(user=make_membership(partner=desk).user).update(reads_referrals=False)
    blind = Membership.objects.get(partner=desk, reads_referrals=False).user
    people = [browser_of(stranger.person), browser_of(blind), client_of("moderator"), client_of("coordinator")]
    path = reverse(f"referrals:{page}", args=[inquiry.number])
    assert [getattr(client, method)(path).status_code for client in people] == [404] * 4
    assert Access.objects.count() == 0


def test_answer_stands_in_the_thread(asked):
    _desk, code, inquiry, client = asked
    assert post(client, inquiry).status_code == 302
    inquiry.refresh_from_db()
    row = (inquiry.status, inquiry.due_on, inquiry.first_answered_on, inquiry.last_message_on)
    assert row == ("answered", None, timezone.localdate(), timezone.localdate())
    assert words(act(code)).count(ANSWER) == 1


def test_answer_sent_twice_stands_once(asked):
    _desk, _code, inquiry, client = asked
    version = inquiry.version
    answers = [post(client, inquiry, once="b" * 32, version=version).status_code for _time in range(2)]
    assert (answers, inquiry.messages.filter(side="sender").count()) == ([302, 302], 1)


def test_second_of_two_colleagues_sees_the_first_answer_and_keeps_her_text(asked):
    desk, _code, inquiry, client = asked
    version = inquiry.version
    inquiries.reply(inquiry, "Kanarie eins.", by=desk.person)
    response = post(client, inquiry, version=version)
    html = response.content.decode()
    assert (response.status_code, html.count("Kanarie eins."), html.count(ANSWER)) == (409, 1, 1)
    assert inquiry.messages.filter(side="sender").count() == 1
    again = int(re.search(r'name="version" value="(\d+)"', html)[1])
    assert post(client, inquiry, version=again).status_code == 302
    assert inquiry.messages.filter(side="sender").count() == 2


def test_answer_typed_while_the_parent_erases_is_stored_nowhere(asked):
    _desk, code, inquiry, client = asked
    act(code, "erase", sure="1")
    response = post(client, inquiry)
    assert (response.status_code, inquiry.messages.count()) == (410, 0)
    assert client.get(inquiry.get_absolute_url()).status_code == 410


def test_closing_tells_the_parent_when_it_goes(asked):
    desk, code, inquiry, client = asked
    inquiries.reply(inquiry, ANSWER, by=desk.person)
    assert post(client, inquiry, "close").status_code == 302
    inquiry.refresh_from_db()
    day = timezone.localdate() + timedelta(days=60)
    assert (inquiry.status, inquiry.closed_on) == ("closed", timezone.localdate())
    assert words(act(code)).count(f"Am {day.day}. ") == 1
    assert post(client, inquiry, "close", version=0).status_code == 409


def test_handing_on_moves_thread_and_proposal_and_shuts_the_former_partner_out(asked):
    desk, code, inquiry, client = asked
    proposal = make_referral("awaiting_consent", sender=desk)
    Referral.objects.filter(pk=proposal.pk).update(inquiry=inquiry, code_hash=inquiry.code_hash)
    other = make_inbox(name="Mieterverein")
    assert post(client, inquiry, "hand-on", partner=other.pk).status_code == 302
    assert client.get(inquiry.get_absolute_url()).status_code == 404
    assert browser_of(other.person).get(inquiry.get_absolute_url()).status_code == 200
    assert words(act(code)).count("Ab jetzt liest und antwortet Mieterverein hier.") == 1
    proposal.refresh_from_db()
    inquiry.refresh_from_db()
    assert (proposal.sender, proposal.status, inquiry.round) == (other, "awaiting_consent", 2)
    with pytest.raises(ConflictError):
        inquiries.reply(inquiry, ANSWER, by=desk.person)


def test_partner_that_was_proposed_and_now_answers_itself_needs_no_referral(asked):
    desk, _code, inquiry, client = asked
    proposal = make_referral("awaiting_consent", sender=desk)
    Referral.objects.filter(pk=proposal.pk).update(inquiry=inquiry)
    post(client, inquiry, "hand-on", partner=proposal.recipient.pk)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.sender) == ("withdrawn", desk)


def test_nobody_gets_an_inquiry_who_cannot_read_it(asked):
    desk, _code, inquiry, client = asked
    blind = make_inbox()
    blind.memberships.update(reads_referrals=False)
    for partner in (blind, desk):
        assert post(client, inquiry, "hand-on", partner=partner.pk).status_code == 200
    inquiry.refresh_from_db()
    assert inquiry.partner == desk


def on_day(day):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9))


def test_reminders_go_out_once_a_round_and_move_no_day(asked):
    desk, _code, inquiry, _client = asked
    deputy = make_contact(desk, email="vertretung@example.org")
    moderator = make_inbox()
    person = make_membership(make_user(email="feld@example.org"), moderator, moderates=True).user
    type(desk).objects.filter(pk=desk.pk).update(deputy=deputy)
    Inquiry.objects.update(policy_field=make_field(moderator=moderator), due_on="2026-11-26")  # a Thursday
    OutgoingMail.objects.all().delete()
    sent = []
    for day in (24, 25, 25, 26, 26, 27):
        inquiry_jobs.remind_of_waiting(on_day(timezone.datetime(2026, 11, day)))
        sent.append(sorted(OutgoingMail.objects.values_list("name", "to")))
    soon = [("inquiry_soon", desk.inbox_email)]
    late = sorted([*soon, ("inquiry_late", deputy.email), ("inquiry_late", person.email)])
    assert sent == [[], soon, soon, late, late, late]
    inquiry.refresh_from_db()
    assert str(inquiry.due_on) == "2026-11-26"
    bodies = "".join(mail.subject + mail.body for mail in OutgoingMail.objects.all())
    assert (bodies.count("Kanarien"), bodies.count("/intern/moderation/vermittlungen/")) == (0, 1)


def test_reminder_before_a_weekend_comes_on_friday(asked):
    inquiry = asked[2]
    Inquiry.objects.update(due_on="2026-11-30")  # a Monday
    remind = [inquiry_jobs.remind_of_waiting(on_day(timezone.datetime(2026, 11, day))) for day in (26, 27, 28)]
    assert remind == [0, 1, 0]
    inquiries.reply(inquiry, ANSWER, by=asked[0].person)
    assert inquiry_jobs.remind_of_waiting(on_day(timezone.datetime(2026, 12, 5))) == 0


def test_new_round_has_reminders_of_its_own(asked):
    desk, code, inquiry, _client = asked
    late = timezone.now() + timedelta(days=10)
    assert inquiry_jobs.remind_of_waiting(late) == 1
    inquiries.reply(inquiry, ANSWER, by=desk.person)
    act(code, "write", text="Und dann?")
    assert [inquiry_jobs.remind_of_waiting(late) for _time in range(2)] == [1, 0]


def test_quiet_thread_is_closed_and_later_erased(asked):
    code, inquiry = asked[1:3]
    now = timezone.now()
    assert [inquiry_jobs.close_quiet(now + timedelta(days=days)) for days in (29, 30, 30)] == [0, 1, 0]
    assert words(act(code)).count("Niemand hat Ihnen geantwortet.") == 1
    assert [inquiry_jobs.erase_closed(now + timedelta(days=days)) for days in (89, 90, 90)] == [0, 1, 0]
    inquiry.refresh_from_db()
    assert (inquiry.code_hash, inquiry.messages.count(), inquiry.reminders.count()) == ("", 0, 0)


def test_answer_to_a_thread_that_was_handed_on_is_not_lost(asked):
    """A colleague has handed it on while she wrote: she gets her words back, and no word of the thread."""
    _desk, _code, inquiry, client = asked
    typed = "Bitte rufen Sie <uns> morgen an."
    post(client, inquiry, "hand-on", partner=make_inbox().pk)
    page = post(client, inquiry, text=typed)
    assert (page.status_code, page.content.decode().count("Bitte rufen Sie &lt;uns&gt; morgen an.")) == (404, 1)
    assert page.content.count(QUESTION.encode()) == 0
    assert Client().post("/gibt-es-nicht/", {"text": typed}).content.count(b"rufen Sie") == 0
