"""Pages for when something went wrong."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.views.decorators.csrf import csrf_protect

from network_portal.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]  # the portal's own, under this test's addresses


HEADERS = [
    "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
    "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options", "X-Robots-Tag",
]  # fmt: skip


def raising(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
@csrf_protect
def form(request):
    return HttpResponse("arrived")


urlpatterns = [
    path("broken/", raising(RuntimeError("secret of the machine"))),
    path("database-gone/", raising(OperationalError("secret of the machine"))),
    path("not-yours/", raising(PermissionDenied("secret of the machine"))),
    path("form/", form),
    path("", include("network_portal.urls")),
]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere/", 404), ("/nowhere%00/", 400), ("/not-yours/", 403), ("/broken/", 500), ("/database-gone/", 503)],
)
def test_error_page_helps_and_keeps_secrets(address, status):
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert [response.content.count(number) for number in (b'"tel:110"', b'"tel:112"', b'"tel:116016"')] == [1, 1, 1]
    assert response.content.count(b"secret of the machine") == 0
    assert response.headers["Cache-Control"] == "no-store, private"
    assert [response.has_header(name) for name in HEADERS] == [True] * len(HEADERS)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_error_page_of_a_form_without_token_helps():
    response = Client(enforce_csrf_checks=True).post("/form/")
    assert (response.status_code, response.content.count(b'"tel:112"')) == (403, 1)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("template", "status"), [("/broken/", 500), ("/database-gone/", 503)])
def test_server_error_page_needs_no_database(rf, template, status):
    # No django_db mark: any query would fail this test.
    response = handler500_after(rf.get(template))
    assert response.status_code == status


def handler500_after(request):
    """What the handler answers while the exception of the view is being handled."""
    view = next(pattern.callback for pattern in urlpatterns if f"/{pattern.pattern}" == request.path)
    try:
        view(request)
    except Exception:
        return handler500(request)


@pytest.mark.django_db
def test_not_found_offers_a_search(client):
    assert client.get("/nowhere/").content.count(f'action="{reverse("offers:list")}"'.encode()) == 1


def test_cookie_that_no_database_could_look_up_is_no_cookie(client):
    answer = client.get("/healthz", headers={"cookie": r'session="\000\000\000\000\000\000\000\000"; other="a\054b"'})
    assert (answer.status_code, answer.wsgi_request.COOKIES) == (200, {"other": "a,b"})
