import re

import pytest
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext

from network_portal import typesetting
from network_portal.limits import AddressLimit
from offers import editions
from offers.editions import issue_edition
from offers.exports import kept
from offers.exports.brochure import documents
from offers.exports.papers import keep_printed
from offers.models import BrochureEdition
from offers.views import brochure as views
from tests.factories import make_field, make_offer, make_user

pytestmark = pytest.mark.django_db
PDF = re.compile(r"\(PDF, \d+(?:,\d)?.KB\)")


@pytest.fixture(autouse=True)
def nothing_printed(monkeypatch):
    caches["paper"].clear()
    monkeypatch.setattr(views, "LIMIT", AddressLimit(most=12, seconds=60))


def test_brochure_page_prints_nothing_and_says_the_size_of_what_was_printed(client):
    offer = make_offer(policy_field=make_field(slug="geld"))
    address = "/broschuere/?feld=geld&gross=1"
    page = client.get(address).content.decode()
    assert (page.count("(PDF)"), PDF.findall(page)) == (5, [])  # the choice, whole, large, leaflet, network
    assert 'href="/broschuere/angebote.pdf?feld=geld&amp;gross=1"' in page
    assert 'href="/angebote/?feld=geld"' in page  # the same as a page
    client.get("/broschuere/faltblatt.pdf")
    page = client.get(address).content.decode()
    assert (page.count("(PDF)"), len(PDF.findall(page))) == (4, 1)
    notepad = client.get(f"/merkzettel/?o={offer.pk}").content.decode()
    assert f'href="/broschuere/?o={offer.pk}"' in notepad


def test_papers_are_kept_printed_and_printed_anew_after_a_change_only(client, monkeypatch):
    make_offer()
    assert keep_printed() == 0  # within a transaction nothing can be kept
    monkeypatch.setattr(kept, "content_version", lambda: 42)
    assert [keep_printed(), keep_printed()] == [4, 0]
    monkeypatch.setattr(views, "LIMIT", AddressLimit(most=0, seconds=60))
    names = ("angebote.pdf", "angebote.pdf?gross=1", "faltblatt.pdf", "netzwerk.pdf")
    assert [client.get(f"/broschuere/{name}").status_code for name in names] == [200] * 4
    assert len(PDF.findall(client.get("/broschuere/").content.decode())) == 4
    monkeypatch.setattr(kept, "content_version", lambda: 43)
    monkeypatch.setattr(
        documents, "MOST_OFFERS", 0
    )  # too many offers for a brochure: the sheets are printed all the same
    assert keep_printed() == 2


def test_brochure_page_says_what_it_does_not_know(client):
    page = client.get("/broschuere/?feld=gibt-es-nicht")
    assert (page.status_code, page.context["unknown"], page.context["chosen"]) == (200, True, None)


def test_file_is_unpacked_and_has_a_strong_etag(client):
    make_offer()
    answer = client.get("/broschuere/faltblatt.pdf", headers={"accept-encoding": "gzip"})
    assert answer.content.startswith(b"%PDF-")
    assert (answer["Content-Type"], answer.get("Content-Encoding")) == ("application/pdf", None)
    assert answer["Content-Disposition"] == 'attachment; filename="faltblatt.pdf"'
    assert re.fullmatch(r'"[0-9a-f]{32}"', answer["ETag"])
    assert answer.cookies == {}


@pytest.mark.parametrize(
    "address", ["angebote.pdf?feld=nix", "angebote.pdf?ort=nirgendwo", "angebote.pdf?o=999", "ausgabe-7.pdf"]
)
def test_file_of_what_does_not_exist_is_404(client, address):
    assert client.get(f"/broschuere/{address}").status_code == 404


def test_file_for_whoever_asks_too_often_has_to_wait(client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", AddressLimit(most=1, seconds=60))
    answers = [client.get("/broschuere/netzwerk.pdf") for _time in range(2)]
    assert [(answer.status_code, answer.get("Retry-After")) for answer in answers] == [(200, None), (503, "60")]


def test_file_whose_print_failed_can_be_asked_for_again(client, monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST", 0.001)
    assert client.get("/broschuere/netzwerk.pdf").status_code == 503
    assert client.get("/broschuere/").status_code == 200


def test_paper_is_printed_once_for_the_same_content(monkeypatch):
    printed = []

    def build():
        printed.append(1)
        return b"paper"

    monkeypatch.setattr(kept, "content_version", lambda: 42)
    assert [kept.paper("test", build), kept.paper("test", build, lambda: False)] == [b"paper", b"paper"]
    monkeypatch.setattr(kept, "content_version", lambda: 43)
    assert kept.paper("test", build) == b"paper"
    assert (len(printed), kept.size_of("test")) == (2, 5)
    with pytest.raises(kept.BusyError):
        kept.paper("other", build, lambda: False)


def test_paper_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(kept, "PATIENCE", 0.01)
    with kept._turn, pytest.raises(kept.BusyError):
        kept.paper("test", lambda: b"paper")
    assert [kept.paper("test", lambda: b"paper") for _time in range(kept.MOST_WAITING + 1)] == [b"paper"] * 5


def test_address_limit_counts_each_address_and_forgets(rf):
    limit = AddressLimit(most=2, seconds=0.05)
    one, other = (rf.get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    assert [limit.grants(request) for request in (one, one, one, other)] == [True, True, False, True]
    limit.seconds = 0
    assert limit.grants(one)


def test_edition_stays_as_it_was_printed(client):
    offer = make_offer(title="Damals")
    edition = issue_edition("für das Fest")
    before = client.get(edition.get_absolute_url()).content
    offer.title = "Heute"
    offer.save()
    again = issue_edition()
    assert (edition.number, again.number, again.offer_count, again.size) == (1, 2, 1, len(again.file.read()))
    assert client.get(edition.get_absolute_url()).content == before
    assert "Ausgabe 1" in client.get("/broschuere/").content.decode()


def test_edition_of_a_number_that_is_taken_leaves_no_file(monkeypatch):
    first = issue_edition()
    files = first.file.storage.listdir("broschueren")
    monkeypatch.setattr(BrochureEdition.objects, "aggregate", lambda **columns: {"last": 0})  # as somebody else saw it
    with pytest.raises(IntegrityError), transaction.atomic():
        issue_edition()
    assert first.file.storage.listdir("broschueren") == files


def test_coordinator_issues_an_edition_and_nobody_changes_it(client):
    client.force_login(make_user(is_staff=True))
    add = reverse("admin:offers_brochureedition_add")
    assert client.post(add, {"note": "Sommer"}).status_code == 302
    edition = BrochureEdition.objects.get()
    assert (edition.number, edition.note, edition.size > 10_000) == (1, "Sommer", True)
    change = reverse("admin:offers_brochureedition_change", args=[edition.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"note": "x"}).status_code == 403


def test_edition_is_printed_before_the_transaction_that_stores_it(client, monkeypatch):
    client.force_login(make_user(is_staff=True))
    within = []
    monkeypatch.setattr(
        editions, "brochure_pdf", lambda **values: within.append(list(connection.savepoint_ids)) or b"x"
    )
    client.post(reverse("admin:offers_brochureedition_add"), {"note": "Sommer"})
    assert (within, BrochureEdition.objects.get().size) == ([[]], 1)


def test_edition_that_cannot_be_printed_is_not_stored(client, monkeypatch):
    client.force_login(make_user(is_staff=True))
    make_offer()
    monkeypatch.setattr(documents, "MOST_OFFERS", 0)
    answer = client.post(reverse("admin:offers_brochureedition_add"), {"note": "Sommer"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        gettext("The brochure could not be printed. Nothing was stored.")
    ]
    assert BrochureEdition.objects.count() == 0
