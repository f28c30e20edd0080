"""What somebody typed into a form whose login had ended is there again once she has logged in."""

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from network_portal import sessions
from network_portal.accounts.sign_ins import end_all
from network_portal.kept_text import LARGEST, kept_data
from network_portal.urls import *  # noqa: F403 (the addresses of the portal, and one form)
from network_portal.urls import urlpatterns as portal
from tests.network_portal.accounts.steps import app_code, enter_password, log_in, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network_portal.accounts.test_kept_text")]
FORM = "/intern/probe/"
TYPED = {"text": "Drei Absätze & mehr", "tag": ["mo", "di"], "password1": "geheim", "csrfmiddlewaretoken": "x"}


def form(request):
    data = kept_data(request) if request.method == "GET" else None
    return HttpResponse(data.urlencode() if data is not None else "empty")


urlpatterns = [path(FORM.strip("/") + "/", form), *portal]


@pytest.fixture
def ended(monkeypatch):
    """Somebody whose login has ended while she was typing, and who then sent the form."""
    person = make_person()
    client = log_in(person)
    client.get(FORM)
    client.person = person
    let_it_end(monkeypatch)
    client.answer = client.post(FORM, TYPED, headers={"referer": f"http://testserver{FORM}"})
    return client


def let_it_end(monkeypatch):
    later = sessions.time.time() + 31 * 60
    monkeypatch.setattr(sessions, "time", type("Later", (), {"time": staticmethod(lambda: later)}))


def come_back(client, person, steps=1):
    enter_password(client, person.email)
    return client.post(reverse("mfa_authenticate"), {"code": app_code(steps=steps)})


def test_form_sent_too_late_is_filled_in_again_once(ended):
    assert ended.answer.headers["Location"] == f"/konto/anmelden/?next={FORM}"
    assert "Was Sie geschrieben haben" in ended.get(ended.answer.headers["Location"]).content.decode()
    come_back(ended, ended.person)
    assert ended.get(FORM).content.decode() == "text=Drei+Abs%C3%A4tze+%26+mehr&tag=mo&tag=di"
    assert ended.get(FORM).content == b"empty"


def test_login_leads_back_to_the_form(ended):
    ended.post(ended.answer.headers["Location"], {"login": ended.person.email, "password": "vier-blaue-Dosen-im-Regal"})
    answer = ended.post(reverse("mfa_authenticate"), {"code": app_code(steps=1)})
    assert answer.headers["Location"] == FORM


def test_somebody_else_does_not_see_it(ended):
    come_back(ended, make_person(), steps=0)
    assert ended.get(FORM).content == b"empty"


@pytest.mark.parametrize(("is_herself", "shown"), [(True, b"text=a"), (False, b"empty")])
def test_text_of_a_login_ended_from_elsewhere_is_for_her_alone(is_herself, shown):
    person = make_person()
    client = log_in(person)
    end_all(person)
    client.post(FORM, {"text": "a"})
    come_back(client, person if is_herself else make_person())
    assert client.get(FORM).content == shown


@pytest.mark.parametrize(("is_herself", "shown"), [(True, b"text=a"), (False, b"empty")])
def test_text_of_a_second_tab_is_for_her_alone(monkeypatch, is_herself, shown):
    person = make_person()
    client = log_in(person)
    client.get(FORM)
    let_it_end(monkeypatch)
    client.get(FORM)  # the first tab notices it
    client.post(FORM, {"text": "a"})
    come_back(client, person if is_herself else make_person())
    assert client.get(FORM).content == shown


def test_nothing_is_kept_where_nobody_knows_who_typed():
    person = make_person()
    client = log_in(person)
    client.post(reverse("account_logout"))
    client.post(FORM, {"text": "a"})
    assert "kept_text" not in client.session
    assert "kept_text" not in Client().post(FORM, {"text": "a"}).wsgi_request.session


def test_what_is_kept_is_not_readable_in_the_database(ended):
    stored = Session.objects.get(pk=ended.session.session_key)
    assert "Drei+Abs" in str(stored.get_decoded())
    assert "Drei" not in stored.session_data


@pytest.mark.parametrize(
    ("address", "values", "is_kept"),
    [
        (FORM, {"text": "x" * (LARGEST - 5)}, True), (FORM, {"text": "x" * LARGEST}, False),
        ("/konto/e-mail/", {"email": "neu@example.org"}, False),
    ],
)  # fmt: skip
def test_only_texts_of_a_sensible_size_are_kept(monkeypatch, address, values, is_kept):
    client = log_in(make_person())
    client.get(FORM)
    let_it_end(monkeypatch)
    assert client.post(address, values).status_code == 302
    assert ("kept_text" in client.session) is is_kept


@pytest.mark.parametrize("page", ["https://elsewhere.example.org/intern/probe/", "", "http://testserver/konto/"])
def test_page_of_the_form_is_one_of_ours(page):
    answer = Client().post(FORM, {"text": "a"}, headers={"referer": page})
    assert answer.headers["Location"] == f"/konto/anmelden/?next={FORM}"


def test_staying_counts_as_doing_something(client_of, monkeypatch):
    client = client_of("editor")
    client.get(FORM)
    start = sessions.time.time()
    for minutes in (25, 50, 75):
        now = start + minutes * 60
        monkeypatch.setattr(sessions, "time", type("Later", (), {"time": staticmethod(lambda now=now: now)}))
        assert client.post(reverse("account_stay")).json() == {"seconds": 1800}
    assert client.get(FORM).status_code == 200
