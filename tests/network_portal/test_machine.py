"""What machines ask for."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from network_portal.views.machine import healthz
from offers.models.choices import Publication
from partners.models import Network
from tests.factories import make_offer, make_partner


def test_healthz_answers_without_database(rf):
    # No django_db mark: any query would fail this test.
    assert healthz(rf.get("/healthz")).content == b"ok\n"


@pytest.mark.django_db
def test_readyz_is_ready_on_a_migrated_database(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.migrations
@pytest.mark.django_db
def test_readyz_finds_a_migration_that_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'offers'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")


@pytest.mark.django_db
def test_robots_keeps_the_office_out_and_names_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /verwaltung/", "Sitemap: http://testserver/sitemap.xml"]


@pytest.mark.django_db
def test_security_txt_names_a_contact_and_a_day_within_a_year(client):
    Network.objects.create(name="Netz", email="buero@example.org")
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    expires = datetime.fromisoformat(lines["Expires"])
    assert lines["Contact"] == "mailto:buero@example.org"
    assert timedelta(0) < expires - timezone.now() < timedelta(days=365)


@pytest.mark.django_db
def test_security_txt_leads_to_the_imprint_without_an_address(client):
    first = client.get("/.well-known/security.txt").content.decode().splitlines()[0]
    assert first == f"Contact: http://testserver{reverse('imprint')}"


@pytest.mark.django_db
def test_sitemap_holds_public_pages_only(client):
    shown, hidden = make_offer(), make_offer(publication=Publication.DRAFT)
    former = make_partner(membership="former")
    response = client.get("/sitemap.xml")
    addresses = re.findall("<loc>http://testserver(.*?)</loc>", response.content.decode())
    assert response.headers["Content-Type"] == "application/xml"
    assert addresses.count(shown.get_absolute_url()) == 1
    assert addresses.count(hidden.get_absolute_url()) == addresses.count(former.get_absolute_url()) == 0
    assert len(addresses) == len(set(addresses))


@pytest.mark.django_db
def test_sitemap_names_pages_that_open(client):
    addresses = re.findall("<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
