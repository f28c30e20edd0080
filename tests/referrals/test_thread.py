"""Behind the code of an inquiry: reading, writing again, erasing; and codes that open nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network_portal.cookieless import new_stamp
from network_portal.models import OutgoingMail
from referrals import inquiries, inquiry_jobs
from referrals.codes import ALPHABET, CODE_LENGTH, grouped
from referrals.models import Consent, Content, Inquiry, Message, Referral
from referrals.views.behind import page_behind_code
from referrals.views.parent_actions import ACTIONS
from tests.referrals.parents import QUESTION, act, make_desk, make_inquiry, send, words
from tests.referrals.rows import make_referral

pytestmark = pytest.mark.django_db
ANSWER = "Kanarienantwort: Ja, das geht."


def shape(response) -> tuple:
    """All of an answer that an onlooker could compare; stamps differ each time, the typed code comes back."""
    html = re.sub(r'name="(stamp|code)" value="[^"]*"', "", response.content.decode())
    return response.status_code, re.sub(r"\b[A-Z2-9]{16}\b", "", html)


@pytest.mark.parametrize("write", [str, grouped, str.lower, lambda code: f" {code[:8]} {code[8:]} "])
@pytest.mark.parametrize("name", ["thread", "mine"])
def test_code_opens_the_thread_however_it_is_typed(name, write):
    make_desk()
    code, _inquiry = make_inquiry()
    response = act(write(code), "", name)
    assert (response.status_code, words(response).count(QUESTION)) == (200, 1)
    assert not response.cookies


def test_code_never_stands_in_an_address():
    make_desk()
    code, _inquiry = make_inquiry()
    html = act(code).content.decode()
    assert code not in "".join(re.findall(r'(?:href|action|src)="([^"]*)"', html))
    assert Client().get(reverse("referrals:thread"), {"code": code}).content.decode().count(QUESTION) == 0


def test_wrong_expired_and_erased_codes_get_one_answer_with_the_same_work():
    make_desk()
    (erased, first), (expired, second) = make_inquiry(), make_inquiry()
    act(erased, "erase", sure="1")
    later = timezone.now() + timedelta(days=91)
    assert (inquiry_jobs.close_quiet(later - timedelta(days=61)), inquiry_jobs.erase_closed(later)) == (1, 1)
    seen = []
    for code in ("A" * 16, expired, erased, "zu kurz", ALPHABET[:16]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = act(code)
        reads = [query["sql"] for query in queries if '"referrals_' in query["sql"]]
        reads = [re.sub(r"'[^']{43}'|\b[A-Za-z0-9_-]{43}\b", "?", sql) for sql in reads]
        seen.append((re.sub("zu kurz", "", shape(response)[1]), response.status_code, reads))
    assert [entry == seen[0] for entry in seen] == [True] * 5
    assert len(seen[0][2]) == 2
    assert {first.pk, second.pk} == set(Inquiry.objects.filter(code_hash="").values_list("pk", flat=True))


def test_after_some_wrong_codes_one_waits_and_finds_numbers_to_call(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"parent_code": "3/10m/ip"}
    make_desk()
    code, _inquiry = make_inquiry()
    assert {act("A" * 16).status_code for _time in range(3)} == {200}
    response = act(code)
    assert (response.status_code, words(response).count("zehn Minuten")) == (429, 1)
    assert response.content.decode().count("tel:112") == 1
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(reverse("referrals:thread"), other, code=code).status_code == 200


def test_codes_without_a_form_of_ours_count_as_tries(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"parent_code": "3/10m/ip"}
    make_desk()
    tries = [act("A" * 16, "write", stamp="x").status_code for _time in range(4)]
    assert tries == [403, 403, 403, 429]


def test_right_codes_do_not_count_as_tries(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"parent_code": "1/10m/ip"}
    make_desk()
    code, _inquiry = make_inquiry()
    assert {act(code).status_code for _time in range(3)} == {200}


def test_guessing_a_code_is_hopeless(settings):
    tries, period = settings.ACCOUNT_RATE_LIMITS["parent_code"].removesuffix("/ip").split("/")
    assert period == "10m"
    # A million addresses try for a year at 100,000 living codes.
    tried = int(tries) * 6 * 24 * 365 * 10**6
    assert tried * 10**5 / len(ALPHABET) ** CODE_LENGTH < 2e-7


def test_thread_shows_the_answer_and_takes_another_message_with_a_new_promise():
    desk = make_desk()
    code, inquiry = make_inquiry()
    inquiries.reply(inquiry, ANSWER, by=desk.person)
    assert words(act(code)).count(ANSWER) == 1
    OutgoingMail.objects.all().delete()
    assert words(act(code, "write", text="Und dann?")).count("Und dann?") == 1
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.round, inquiry.due_on is None) == ("waiting", 2, False)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [desk.inbox_email]


def test_promised_day_stays_while_an_answer_is_due():
    make_desk()
    code, inquiry = make_inquiry()
    Inquiry.objects.update(due_on="2026-01-05")
    inquiries.reply_as_parent(inquiry, "Noch etwas", token="1" * 32)
    inquiry.refresh_from_db()
    assert (str(inquiry.due_on), inquiry.round) == ("2026-01-05", 1)
    assert words(act(code)).count("zu spät") == 1


def test_message_sent_twice_stands_once():
    make_desk()
    code, inquiry = make_inquiry()
    stamp = re.search(r'name="stamp" value="([^"]+)"', act(code).content.decode())[1]
    for _time in range(2):
        assert act(code, "write", text="Und dann?", stamp=stamp).status_code == 200
    assert inquiry.messages.filter(side="parent").count() == 2


def test_old_form_keeps_the_text_and_stores_nothing():
    make_desk()
    code, inquiry = make_inquiry()
    response = act(code, "write", text="Kanarientext", stamp="x")
    assert (response.status_code, response.content.decode().count("Kanarientext")) == (403, 1)
    assert inquiry.messages.filter(side="parent").count() == 1
    response = act(code, stamp="x")
    assert (response.status_code, response.content.decode().count(QUESTION)) == (403, 0)
    assert response.content.decode().count(f'value="{code}"') == 1


@pytest.mark.parametrize("name", ["write", "erase"])
def test_what_is_erased_at_the_same_moment_is_gone_without_an_error(rf, name):
    make_desk()
    code, inquiry = make_inquiry()

    def in_two_windows(request, opened):
        inquiries.erase(inquiry)
        return ACTIONS[name](request, opened)

    data = {"stamp": new_stamp(), "code": code, "do": name, "text": "Und?", "sure": "1"}
    request = rf.post(reverse("referrals:thread"), data)
    response = page_behind_code(request, "thread", {name: in_two_windows})
    assert (response.status_code, Message.objects.count()) == (200, 0)


@pytest.mark.parametrize("data", [{}, {"sure": "1", "stamp": "x"}])
def test_erasing_asks_once(data):
    make_desk()
    code, inquiry = make_inquiry()
    assert words(act(code, "erase", **data)).count("Alles löschen?") == 1
    assert inquiry.messages.count() == 2


def test_erasing_leaves_no_word_and_no_code():
    desk = make_desk()
    code, inquiry = make_inquiry()
    inquiries.reply(inquiry, ANSWER, by=desk.person)
    assert words(act(code, "erase", sure="1")).count("Alles ist gelöscht") == 1
    assert words(act(code)).count("Zu diesem Code gibt es nichts") == 2  # above the form, and at the field
    inquiry.refresh_from_db()
    row = (inquiry.code_hash, inquiry.status, inquiry.due_on, inquiry.offer, inquiry.municipality)
    assert (row, Message.objects.count()) == (("", "closed", None, None, None), 0)


@pytest.mark.parametrize(
    ("status", "left", "consents"),
    [("awaiting_consent", "withdrawn", 0), ("sent", "withdrawn", 1), ("completed", "completed", 1)],
)
def test_erasing_takes_back_what_came_of_the_question(status, left, consents):
    desk = make_desk()
    code, inquiry = make_inquiry()
    referral = make_referral(status, sender=desk)
    Referral.objects.filter(pk=referral.pk).update(inquiry=inquiry, code_hash=inquiry.code_hash)
    act(code, "erase", sure="1")
    referral.refresh_from_db()
    assert (referral.status, referral.code_hash) == (left, "")
    assert Content.objects.count() == 0
    assert [(row.giver, row.revoked_at is None) for row in Consent.objects.all()] == [("", False)] * consents


def test_closed_thread_says_when_it_goes_and_opens_again_by_a_message():
    desk = make_desk()
    code, inquiry = make_inquiry()
    inquiries.reply(inquiry, ANSWER, by=desk.person)
    assert inquiry_jobs.close_quiet(timezone.now() + timedelta(days=29)) == 0
    assert inquiry_jobs.close_quiet(timezone.now() + timedelta(days=30)) == 1
    assert words(act(code)).count("Geschlossen. Sie können noch schreiben") == 1
    act(code, "write", text="Und dann?")
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.closed_on) == ("waiting", None)


def test_message_goes_to_the_desk_where_nobody_reads_any_more():
    former = make_desk()
    code, inquiry = make_inquiry()
    inquiries.reply(inquiry, ANSWER, by=former.person)
    former.memberships.update(reads_referrals=False)
    desk = make_desk()
    act(code, "write", text="Und dann?")
    inquiry.refresh_from_db()
    assert inquiry.partner == desk
