"""How long a login lasts."""

import pytest
from django.contrib.sessions.models import Session

from network_portal import sessions

ADMIN = "/verwaltung/"
MINUTE, HOUR = 60, 3600


class Clock:
    """Seconds since 1970 that pass when a test says so."""

    def __init__(self):
        self.now = 1_800_000_000

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock)
    return clock


def statuses(client, clock, pauses):
    """What the administration answers after each pause (seconds)."""
    found = []
    for pause in pauses:
        clock.now += pause
        found.append(client.get(ADMIN).status_code)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([0, 29 * MINUTE, 29 * MINUTE], [200, 200, 200]),
        ([0, 31 * MINUTE, 0], [200, 302, 302]),
        ([0, *[HOUR // 2] * 24, MINUTE], [*[200] * 25, 302]),
    ],
)
def test_login_ends_after_half_an_idle_hour_or_twelve(admin_client, clock, pauses, expected):
    assert statuses(admin_client, clock, pauses) == expected


@pytest.mark.django_db
def test_ended_login_is_gone_on_the_server(admin_client, clock):
    statuses(admin_client, clock, [0])
    before = admin_client.session.session_key
    statuses(admin_client, clock, [3 * HOUR])
    assert not Session.objects.filter(pk=before).exists()
    assert "_auth_user_id" not in admin_client.session


@pytest.mark.django_db
def test_login_counts_once_a_minute_only(admin_client, clock):
    statuses(admin_client, clock, [0])
    stored = Session.objects.get().session_data
    statuses(admin_client, clock, [59])
    assert Session.objects.get().session_data == stored
    statuses(admin_client, clock, [1])
    assert Session.objects.get().session_data != stored


@pytest.mark.django_db
def test_logout_clears_what_the_browser_kept(admin_client):
    response = admin_client.post(f"{ADMIN}logout/")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
