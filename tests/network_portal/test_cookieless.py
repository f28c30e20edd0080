"""Forms for everybody without a cookie: what they refuse, and what every answer carries."""

import time

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from network_portal import cookieless
from network_portal.cookieless import StampedForm, cookieless_form, new_stamp, token_of


class Words(StampedForm):
    words = forms.CharField()


@cookieless_form
def page(request):
    """Shows a form, or says what it held."""
    form = Words(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return HttpResponse(form.cleaned_data["words"])
    return HttpResponse(form.as_p(), status=form.http_status)


def send(data, **headers):
    return page(RequestFactory().post("/", data, headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.django_db
def test_form_from_another_site_is_refused(headers):
    assert send({"words": "Hallo", "stamp": new_stamp()}, **headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://testserver"}],
)
def test_form_of_ours_counts(headers):
    response = send({"words": "Hallo", "stamp": new_stamp()}, **headers)
    assert (response.status_code, response.content) == (200, b"Hallo")


@pytest.mark.parametrize("stamp", ["", "x", "0" * 32, "0" * 32 + ":1abcde:x"])
def test_form_without_a_stamp_is_shown_again_with_its_text(stamp):
    response = send({"words": "Hallo", "stamp": stamp})
    html = response.content.decode()
    assert response.status_code == 403
    assert html.count(str(cookieless.TOO_OLD)) == 1
    assert html.count('value="Hallo"') == 1
    again = html.partition('name="stamp" value="')[2].partition('"')[0]
    assert len(token_of(again)) == 32


def test_stamp_lasts_half_a_day(monkeypatch):
    stamp = new_stamp()
    assert token_of(stamp) == stamp.partition(":")[0]
    later = time.time() + cookieless.SECONDS + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert token_of(stamp) == ""


def test_answer_is_kept_nowhere_and_tells_no_other_site():
    response = page(RequestFactory().get("/"))
    headers = {name: response[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    assert headers == {
        "Cache-Control": "no-store, private", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin",
    }  # fmt: skip
    assert not response.cookies
    assert page.login_required is False


def test_other_methods_are_refused():
    assert page(RequestFactory().put("/")).status_code == 405
