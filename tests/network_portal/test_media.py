"""Uploaded pictures on their way to visitors."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from network_portal.models import NewsItem
from tests.factories import make_partner
from tests.partners.test_images import picture

pytestmark = pytest.mark.django_db


def news_with_picture(**values):
    words = {"title": "News", "slug": "news", "teaser": "Soon.", "body": "Text.", "is_published": True}
    return NewsItem.objects.create(image=picture(), image_alt="A park", image_credit="Office", **words | values)


def test_media_serves_a_logo_for_a_year_and_to_everybody(client):
    logo = make_partner(logo=picture()).logo
    response = client.get(logo.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.cookies.output() == ""
    with logo.open() as file:
        assert response.content == file.read()


def test_media_hides_the_logo_of_a_former_partner(client):
    logo = make_partner(logo=picture(), membership="former").logo
    assert client.get(logo.url).status_code == 404


@pytest.mark.parametrize(
    ("values", "status"),
    [({}, 200), ({"is_published": False}, 404), ({"date": timezone.localdate() + timedelta(days=1)}, 404)],
)
def test_media_shows_pictures_of_published_news_only(client, values, status):
    assert client.get(news_with_picture(**values).image.url).status_code == status


def test_media_serves_no_file_that_no_page_shows(client):
    name = default_storage.save("logos/left-over.webp", ContentFile(b"x"))
    assert client.get(f"/medien/{name}").status_code == 404


def test_media_answers_404_where_the_file_is_gone(client):
    partner = make_partner(logo=picture())
    partner.logo.storage.delete(partner.logo.name)
    assert client.get(partner.logo.url).status_code == 404


@pytest.mark.parametrize("path", ["../settings.py", "..%2f..%2fetc/passwd", "logos/", "x.webp", "x.svg", "a" * 300])
def test_media_finds_nothing_elsewhere(client, path):
    assert client.get(f"/medien/{path}").status_code == 404


def test_page_says_the_size_of_a_picture(client):
    page = client.get(news_with_picture().get_absolute_url()).content.decode()
    assert page.count('alt="A park" width="40" height="30"') == 1
