"""Asking without a name: what is stored, what is answered, what no page may do."""

import gzip
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.cookieless import new_stamp
from network_portal.models import OutgoingMail
from network_portal.storage import joined_style_sheet
from offers.models import HelpLine
from referrals import inquiries
from referrals.codes import hash_of
from referrals.deadlines import Clock
from referrals.models import Access, Inquiry, Message
from tests.factories import make_field, make_municipality, make_offer
from tests.referrals.parents import QUESTION, ask_page, code_on, make_desk, make_inquiry, send, words
from tests.referrals.rows import make_inbox, make_network

pytestmark = pytest.mark.django_db
MOST_BYTES = 20 * 1024
PAGES = ["ask", "thread", "mine"]


def make_taking(partner=None, **values):
    """A published offer of a partner that takes referrals and reads."""
    return make_offer(partner=partner or make_inbox(), takes_referrals=True, **values)


def test_question_is_stored_encrypted_for_the_desk_with_a_promise():
    desk, field, town = make_desk(), make_field(), make_municipality()
    code, inquiry = make_inquiry(policy_field=field.slug, municipality=town.pk)
    today = timezone.localdate()
    due = Clock(desk).after(today, 3)
    row = {name: getattr(inquiry, name) for name in ("partner", "policy_field", "municipality", "status", "due_on")}
    assert row == {
        "partner": desk, "policy_field": field, "municipality": town, "status": "waiting", "due_on": due,
    }  # fmt: skip
    assert inquiry.code_hash == hash_of(code)
    parent, portal = inquiry.messages.all()
    assert (parent.side, parent.text, portal.side) == ("parent", QUESTION, "system")
    assert portal.text.count(f"{due.day}. ") >= 1
    assert portal.text.count(desk.name) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM referrals_message WHERE id = %s", [parent.pk])
        assert "Kanarienvogel" not in cursor.fetchone()[0]


def test_first_answer_names_the_help_lines_of_the_network():
    make_desk()
    HelpLine.objects.create(key="not", name="Notruf", group="emergency", phone="112", always_open=True)
    _code, inquiry = make_inquiry()
    assert inquiry.messages.last().text.count("Notruf: 112") == 1


def test_desk_is_told_by_mail_without_a_word_of_the_question():
    desk = make_desk()
    code, inquiry = make_inquiry()
    mail = OutgoingMail.objects.get()
    assert mail.to == desk.inbox_email
    assert mail.body.count(f"/intern/anfragen/{inquiry.number}/") == 1
    assert not re.search(f"Kanarienvogel|{code}", mail.subject + mail.body)


def test_form_sent_twice_is_one_question_with_one_code():
    make_desk()
    stamp = new_stamp()
    first, second = ask_page(stamp=stamp), ask_page(stamp=stamp)
    assert code_on(first) == code_on(second)
    assert (Inquiry.objects.count(), Message.objects.count(), OutgoingMail.objects.count()) == (1, 2, 1)


def test_offer_in_the_address_leads_to_its_partner_or_by_choice_to_the_desk():
    desk, offer = make_desk(), make_taking()
    path = reverse("referrals:ask") + f"?angebot={offer.slug}"
    assert words(Client().get(path)).count(offer.partner.name) == 2  # said plainly, and as the first choice
    send(path, text=QUESTION)
    send(path, text=QUESTION, to=desk.pk)
    assert [row.partner for row in Inquiry.objects.order_by("pk")] == [offer.partner, desk]
    assert {row.offer for row in Inquiry.objects.all()} == {offer}


@pytest.mark.parametrize("change", ["offer takes none", "partner takes none", "nobody reads", "unpublished"])
def test_offer_that_nobody_answers_for_leads_to_the_desk(change):
    desk, offer = make_desk(), make_taking()
    if change == "offer takes none":
        type(offer).objects.update(takes_referrals=False)
    elif change == "partner takes none":
        type(offer.partner).objects.filter(pk=offer.partner.pk).update(takes_referrals=False)
    elif change == "nobody reads":
        offer.partner.memberships.update(reads_referrals=False)
    else:
        type(offer).objects.update(publication="draft")
    send(reverse("referrals:ask") + f"?angebot={offer.slug}", text=QUESTION)
    assert Inquiry.objects.get().partner == desk


def test_without_a_reader_there_are_numbers_instead_of_a_form():
    make_network(desk_phone="+493023125000")
    page = Client().get(reverse("referrals:ask"))
    assert page.content.decode().count("<textarea") == 0
    assert words(page).count("030 23125000") == 1
    desk = make_desk()
    assert Client().get(reverse("referrals:ask")).content.decode().count("<textarea") == 1
    desk.memberships.update(until="2020-01-01", since="2020-01-01")
    assert ask_page().content.decode().count('class="code"') == 0
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_text_is_asked_for_and_limited(text):
    make_desk()
    assert ask_page(text=text).content.decode().count('class="summary"') == 1
    assert Inquiry.objects.count() == 0


def test_two_thousand_characters_with_line_breaks_fit():
    make_desk()
    make_inquiry(text="x" * 1000 + "\r\n" + "y" * 999)
    assert len(Message.objects.get(side="parent").text) == 2000


def test_old_form_is_shown_again_with_its_text():
    make_desk()
    response = ask_page(stamp="x")
    assert response.status_code == 403
    assert response.content.decode().count(QUESTION) == 1
    assert Inquiry.objects.count() == 0


def test_too_many_questions_in_all_are_refused_with_the_text_kept(monkeypatch):
    make_desk()
    monkeypatch.setattr(inquiries, "MOST_A_DAY", 1)
    answers = [ask_page() for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].content.decode().count(QUESTION) == 1


def test_one_address_asks_only_so_often(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"inquiry": "2/h/ip"}
    make_desk()
    stamp = new_stamp()
    assert [ask_page(stamp=stamp).status_code for _time in range(3)] == [200, 200, 200]  # one form
    assert [ask_page().status_code for _time in range(2)] == [200, 429]
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_sets_no_cookie_and_is_kept_nowhere(name, method):
    make_desk()
    client = Client()
    path = reverse(f"referrals:{name}")
    response = client.get(path) if method == "get" else send(path, client, text=QUESTION, code="x")
    assert not response.cookies
    assert not client.cookies
    headers = {key: response[key] for key in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    assert headers == {
        "Cache-Control": "no-store, private", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
    }  # fmt: skip
    assert "Cookie" not in response.get("Vary", "")


def test_page_is_the_same_for_somebody_who_has_logged_in(client_of):
    desk = make_desk()
    client = client_of("editor", desk)
    html = client.get(reverse("referrals:ask")).content.decode()
    other = Client().get(reverse("referrals:ask")).content.decode()
    stamp = re.compile(r'name="stamp" value="[^"]+"')
    assert stamp.sub("", html) == stamp.sub("", other)


@pytest.mark.parametrize("name", PAGES)
def test_page_has_a_neutral_title_and_leads_to_no_other_site_but_the_exit(name, settings):
    make_desk()
    html = Client().get(reverse(f"referrals:{name}")).content.decode()
    assert re.search(r"<title>([^<]*)</title>", html)[1] == "Anfrage"
    away = {href for href in re.findall(r'(?:href|src|action)="([^"]+)"', html) if re.match(r"https?:|//", href)}
    assert away == {settings.EXIT_URL}


def test_page_with_all_it_loads_weighs_at_most_20_kilobytes():
    make_desk()
    for _number in range(12):
        make_field()
    for number in range(33):
        make_municipality(f"Gemeinde {number}")
    html = Client().get(reverse("referrals:ask")).content.decode()
    scripts = re.findall(r'src="/static/([^"]+)"', html)
    assert (scripts, html.count('<link rel="stylesheet"')) == (["js/exit.js"], 1)
    parts = [html, joined_style_sheet(), Path("static/js/exit.js").read_text(encoding="utf-8")]
    assert sum(len(gzip.compress(part.encode(), 6)) for part in parts) <= MOST_BYTES


def test_sheet_for_the_wall_is_a_public_page_with_five_steps():
    make_network(desk=make_desk(), desk_phone="+493023125000")
    html = Client().get(reverse("referrals:how-to-ask")).content.decode()
    steps = re.search(r'<ol class="steps">(.*?)</ol>', html, re.DOTALL)[1]
    assert (steps.count("<li>"), steps.count("testserver/anfrage/")) == (5, 1)


def test_nobody_is_noted_for_asking():
    make_desk()
    make_inquiry()
    assert Access.objects.count() == 0
