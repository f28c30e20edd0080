"""Error reports: a task for the partner, an answer for those who left an address, and that address gone."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from offers.models import ErrorReport
from offers.reports import MOST_A_DAY, finish_report, forget_addresses, forget_reports
from tests.factories import make_offer, make_partner
from tests.offers.workflow.test_steps import moderator_of

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef" * 2


def make_report(offer=None, **values):
    number = ErrorReport.objects.count()
    values = {"kind": "phone", "text": "Es ist die 11.", "token": f"{number:032}"} | values
    return ErrorReport.objects.create(offer=offer or make_offer(), **values)


def address(report):
    return reverse("offers:report-answer", args=[report.pk])


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("name", "to"))


def test_report_tells_the_partner_once_and_only_that_something_waits(client):
    offer = make_offer(partner=make_partner(inbox_email="inbox@example.org"))
    data = {"kind": "phone", "text": "Kanarie", "reply_email": "mutter@example.org", "token": TOKEN}
    for _press in range(2):
        client.post(reverse("offers:report", args=[offer.slug]), data)
    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.to, "Kanarie" in mail.body, "mutter@" in mail.body) == (
        "report_arrived", "inbox@example.org", False, False,
    )  # fmt: skip
    assert ErrorReport.objects.get().reply_email == "mutter@example.org"


def test_form_asks_for_an_address_only_of_those_who_want_an_answer(client):
    offer = make_offer()
    data = {"kind": "phone", "text": "", "token": TOKEN}
    assert client.post(reverse("offers:report", args=[offer.slug]), data).status_code == 302
    assert ErrorReport.objects.get().reply_email == ""


def test_flood_of_reports_is_stopped_with_the_text_kept(client):
    offer = make_offer()
    for _ in range(MOST_A_DAY):
        make_report(offer)
    data = {"kind": "phone", "text": "Es ist die 12.", "token": TOKEN}
    response = client.post(reverse("offers:report", args=[offer.slug]), data)
    assert (response.status_code, response.context["form"]["text"].value()) == (429, "Es ist die 12.")
    assert ErrorReport.objects.count() == MOST_A_DAY


def test_answer_goes_to_the_reporter_and_takes_her_address_along(client_of):
    report = make_report(reply_email="mutter@example.org")
    client = client_of("editor", report.offer.partner)
    assert client.post(address(report), {"answer": "Die Nummer stimmt wieder."}).url == reverse("workspace")
    report.refresh_from_db()
    mail = OutgoingMail.objects.get()
    assert (report.done_on, report.answer, report.reply_email) == (
        timezone.localdate(), "Die Nummer stimmt wieder.", "",
    )  # fmt: skip
    assert (mail.to, "Die Nummer stimmt wieder." in mail.body) == ("mutter@example.org", True)


def test_nobody_is_written_to_without_an_address():
    finish_report(make_report(), answer="Danke.")
    assert mails() == []


def test_answer_needs_words_and_is_given_once(client_of):
    report = make_report()
    client = client_of("editor", report.offer.partner)
    answers = [client.post(address(report), {"answer": text}).status_code for text in ("", "Erledigt.", "Noch einmal.")]
    report.refresh_from_db()
    assert (answers, report.answer) == ([200, 302, 409], "Erledigt.")


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("manager", 200), ("coordinator", 200), ("nobody", 404), ("visitor", 302)],
)
def test_report_is_read_by_the_right_people(client_of, role, status):
    report = make_report()
    assert client_of(role, report.offer.partner).get(address(report)).status_code == status


@pytest.mark.parametrize("method", ["get", "post"])
def test_report_of_another_partner_is_not_there(client_of, method):
    report = make_report()
    client = client_of("moderator", make_partner())
    assert getattr(client, method)(address(report), {"answer": "Nein."}).status_code == 404
    report.refresh_from_db()
    assert report.done_on is None


def test_moderator_of_the_field_may_answer(client):
    report = make_report()
    client.force_login(moderator_of(report.offer))
    assert client.post(address(report), {"answer": "Nachgefragt."}).status_code == 302


@pytest.mark.parametrize(
    ("created", "done", "kept"), [(89, None, True), (90, None, False), (60, 29, True), (60, 30, False)]
)
def test_address_goes_in_time(created, done, kept):
    today = date(2026, 6, 1)
    days = {"created_on": today - timedelta(days=created), "due_on": today}
    days["done_on"] = today - timedelta(days=done) if done else None
    make_report(reply_email="mutter@example.org", **days)
    now = timezone.make_aware(datetime(2026, 6, 1, 12))
    assert [forget_addresses(now), forget_addresses(now)] == [int(not kept), 0]
    assert bool(ErrorReport.objects.get().reply_email) == kept


def test_report_goes_a_year_after_it_was_dealt_with():
    day = date(2025, 6, 1)
    for done_on in (day, day + timedelta(days=1), None):
        make_report(done_on=done_on, created_on=day)
    now = timezone.make_aware(datetime(2026, 6, 1, 12))
    assert [forget_reports(now), forget_reports(now)] == [1, 0]
    assert set(ErrorReport.objects.values_list("done_on", flat=True)) == {day + timedelta(days=1), None}


def test_one_visitor_cannot_send_reports_without_end(client):
    answers = []
    for number in range(12):
        offer = make_offer()
        data = {"kind": "phone", "text": "", "token": f"{number:032}"}
        answers.append(client.post(reverse("offers:report", args=[offer.slug]), data).status_code)
    assert (answers, ErrorReport.objects.count()) == ([302] * 10 + [429] * 2, 10)
