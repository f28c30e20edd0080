"""How an organisation asks to join, what a coordinator decides, and what is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners import joining
from partners.joining import accept_request, decline_request, forget_requests, remind_of_requests
from partners.models import Invitation, JoinRequest, Network, Partner
from partners.models.joining import Decision
from tests.factories import make_partner, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()
ANSWERS = {
    "organisation": "Verein Sonnenblume", "kind": "association", "town": "Finsterwalde",
    "help_offered": "Wir kochen zusammen.", "name": "Kim Beispiel", "email": "kim@example.org",
    "phone": "030 23125000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _office():
    Network.objects.create(name="Netzwerk", email="office@example.org")


def make_request(**values):
    number = JoinRequest.objects.count()
    return JoinRequest.objects.create(**ANSWERS | {"phone": "", "token": f"{number:032x}"} | values)


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("name", "to"))


def test_form_sent_twice_is_one_request(client):
    token = client.get(reverse("partners:join")).context["form"]["token"].value()
    for _press in range(2):
        response = client.post(reverse("partners:join"), ANSWERS | {"token": token})
        assert response.url == reverse("partners:join-thanks")
    assert JoinRequest.objects.get().phone == "+493023125000"
    assert mails() == [("join_request_arrived", "office@example.org")]


def test_parent_who_strays_in_finds_the_way_out(client):
    for name in ("join", "join-thanks"):
        page = client.get(reverse(f"partners:{name}")).content.decode()
        before_the_form = page.partition("<main")[2].partition("<form")[0]
        assert {'href="/"', 'href="/hilfe-sofort/"'} == {
            link for link in ('href="/"', 'href="/hilfe-sofort/"') if link in before_the_form
        }


def test_too_many_requests_of_one_day_are_refused(client, monkeypatch):
    monkeypatch.setattr(joining, "MOST_A_DAY", 1)
    make_request()
    response = client.post(reverse("partners:join"), ANSWERS | {"token": "f" * 32})
    assert len(response.context["form"].non_field_errors()) == 1
    assert JoinRequest.objects.count() == 1


def test_one_visitor_sends_ten_requests_an_hour(client):
    for number in range(11):
        response = client.post(reverse("partners:join"), ANSWERS | {"token": f"{number:032x}"})
    assert (response.status_code, JoinRequest.objects.count()) == (200, 10)
    client.post(reverse("partners:join"), ANSWERS | {"token": "e" * 32}, REMOTE_ADDR="192.0.2.7")
    assert JoinRequest.objects.count() == 11


def test_accepted_organisation_becomes_a_partner_whose_manager_is_invited():
    by = make_user(is_staff=True)
    partner = accept_request(make_request(), membership="guest", by=by)
    assert (partner.slug, partner.membership, partner.member_since) == ("verein-sonnenblume", "guest", TODAY)
    invitation = Invitation.objects.get()
    assert (invitation.partner, invitation.email, invitation.role) == (partner, "kim@example.org", "manager")
    assert mails() == [("invitation", "kim@example.org")]
    request = JoinRequest.objects.get()
    assert (request.decision, request.decided_by, request.partner) == (Decision.ACCEPTED, by, partner)


def test_nobody_decides_twice():
    request, by = make_request(), make_user(is_staff=True)
    decline_request(request, by=by, word="Wir suchen Angebote im Landkreis.")
    with pytest.raises(ValidationError):
        accept_request(request, membership="member", by=by)
    assert not Partner.objects.exists()
    assert mails() == [("join_request_declined", "kim@example.org")]
    assert "Wir suchen Angebote im Landkreis." in OutgoingMail.objects.get().body


def test_coordinator_decides_in_the_administration(client_of):
    client, request = client_of("coordinator"), make_request()
    address = reverse("admin:partners_joinrequest_change", args=[request.pk])
    make_partner(name="Verein Sonnenblume")
    answers = {"decision": "accepted", "membership": "member", "partner": "", "word": ""}
    assert client.post(address, answers).status_code == 200
    same = Partner.objects.get()
    assert client.post(address, answers | {"partner": same.pk}).status_code == 302
    assert (Partner.objects.count(), Invitation.objects.get().partner) == (1, same)


def test_undecided_requests_stand_first(client_of):
    decided = make_request(decision=Decision.DECLINED, decided_on=TODAY)
    waiting = make_request(created_on=TODAY)
    response = client_of("coordinator").get(reverse("admin:partners_joinrequest_changelist"))
    assert list(response.context["cl"].result_list) == [waiting, decided]


def test_office_is_reminded_once_after_two_weeks():
    make_request(created_on=TODAY - timedelta(days=13))
    assert remind_of_requests(NOW) == 0
    assert [remind_of_requests(NOW + timedelta(days=day)) for day in (1, 1, 30)] == [1, 0, 0]
    assert mails() == [("join_requests_wait", "office@example.org")]


def test_person_is_forgotten_90_days_after_the_decision():
    make_request(decision=Decision.DECLINED, decided_on=TODAY)
    undecided = make_request(created_on=TODAY - timedelta(days=400))
    assert forget_requests(NOW + timedelta(days=89)) == 0
    assert [forget_requests(NOW + timedelta(days=90)) for _run in range(2)] == [1, 0]
    gone = JoinRequest.objects.exclude(pk=undecided.pk).get()
    assert (gone.organisation, gone.name, gone.email, gone.phone, gone.help_offered) == (
        "Verein Sonnenblume", "", "", "", "",
    )  # fmt: skip
