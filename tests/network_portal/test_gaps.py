"""The gap matrix: what its cells count, mark and lead to."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network_portal.reports.gaps import NOT_SAID, Gaps
from offers.models import LexiconEntry, UnmetSearch
from offers.models.choices import Delivery
from referrals.models import Referral
from tests.factories import make_field, make_location, make_municipality, make_offer, make_opening, make_topic
from tests.referrals.rows import make_inbox, make_referral

pytestmark = pytest.mark.django_db
GAPS = reverse("reports:gaps")


class Region:
    """A field with an offer in one of two places, evenings and nights, for small children, with free places."""

    def __init__(self):
        self.field, self.empty = make_field(name="Kinder", slug="kinder"), make_field(name="Leer", slug="leer")
        self.here = make_municipality("Finsterwalde")
        self.there = make_municipality("Herzberg")
        place = make_location(municipality=self.here)
        on = timezone.localdate()
        facts = {"policy_field": self.field, "kind": "childcare", "age_from": 0, "age_to": 47, "locations": [place]}
        self.offer = make_offer(title="Nachtnest", capacity="free", capacity_as_of=on, **facts)
        make_opening(self.offer, "MO TU", "18:00", "06:00")
        make_offer(title="Pause", status="paused", **facts)
        topic = make_topic(policy_field=self.field)
        LexiconEntry.objects.create(phrase="kamelhaus", concepts=[f"topic:{topic.key}"])

    def search(self, words, count=4):
        return UnmetSearch.objects.create(words=words, week=timezone.localdate() - timedelta(days=2), count=count)

    def turned_down(self, place=None, **values):
        referral = make_referral("declined", policy_field=self.field, **values)
        Referral.objects.filter(pk=referral.pk).update(municipality=place)
        return referral


@pytest.fixture
def region():
    return Region()


def cells(rows, columns, **chosen) -> dict:
    """What each cell counts: offers, free places, searches, referrals; empty ones left out."""
    from offers.models import PolicyField

    on = timezone.localdate()
    gaps = Gaps(list(PolicyField.objects.all()), True, on - timedelta(days=365), on)
    found = {}
    for line in gaps.matrix(rows, columns, chosen):
        for cell in line:
            if cell.offers or cell.is_asked:
                found[cell.row, cell.column] = (cell.offers, cell.free, cell.searches, cell.referrals)
    return found


def test_offer_stands_at_its_times_and_ages(region):
    assert cells("zeit", "alter") == {
        (time, age): (1, 1, 0, 0) for time in ("frueh", "abend", "nacht") for age in ("0-2", "3-5")
    }


def test_offer_stands_where_it_is_given_or_comes_to(region):
    make_offer(title="Telefon", policy_field=region.field, delivery=[Delivery.PHONE])
    only = make_offer(
        title="Nur dort", policy_field=region.field, delivery=[Delivery.HOME], residence="municipalities",
        service_area=[region.there],
    )  # fmt: skip
    assert only.pk
    here, there = str(region.here.pk), str(region.there.pk)
    assert cells("feld", "ort") == {
        ("kinder", here): (1, 1, 0, 0), ("kinder", there): (1, 0, 0, 0), ("kinder", "fern"): (1, 0, 0, 0),
    }  # fmt: skip


def test_secret_place_stands_nowhere(region):
    secret = make_location(municipality=region.there, is_hidden=True)
    make_offer(title="Schutz", policy_field=region.empty, locations=[secret])
    assert cells("feld", "ort")["leer", NOT_SAID] == (1, 0, 0, 0)


def test_search_counts_where_its_words_say(region):
    region.search("kamelhaus abends herzberg")
    region.search("kamelhaus", count=2)  # too rare: it may tell who searched
    region.search("kamelreiten")
    there = str(region.there.pk)
    assert cells("feld", "ort")["kinder", there] == (0, 0, 4, 0)
    assert cells("feld", "zeit")["kinder", "abend"] == (1, 1, 4, 0)
    assert cells("feld", "ort")[NOT_SAID, NOT_SAID] == (0, 0, 4, 0)
    assert cells("feld", "alter", ort=there) == {("kinder", NOT_SAID): (0, 0, 4, 0)}


def test_referrals_without_a_place_count_one_by_one_where_no_place_is_asked_for(region):
    region.turned_down(region.here)
    region.turned_down()
    make_referral("unmet", policy_field=region.field)  # moved away
    old = region.turned_down(region.here)
    Referral.objects.filter(pk=old.pk).update(ended_on=timezone.localdate() - timedelta(days=400))
    assert cells("feld", "alter")["kinder", NOT_SAID] == (0, 0, 0, 2)


def settle(referrals, months=2):
    """Let referrals have ended long enough ago to be counted by place."""
    day = timezone.localdate() - timedelta(days=30 * months)
    Referral.objects.filter(pk__in=[referral.pk for referral in referrals]).update(ended_on=day)


def test_places_count_whole_fives_of_settled_months_and_never_all_of_a_field(region):
    referrals = [region.turned_down(region.here) for _time in range(7)]
    here = ("kinder", str(region.here.pk))
    others = [region.turned_down() for _time in range(3)]
    assert cells("feld", "ort")[here] == (1, 1, 0, 0)  # this month may still change
    settle(referrals[:4])
    assert cells("feld", "ort")[here] == (1, 1, 0, 0)
    settle(referrals)
    Referral.objects.filter(pk=others[0].pk).update(policy_field=region.empty)
    assert cells("feld", "ort")[here] == (1, 1, 0, 0)  # of nine five would be left four
    Referral.objects.filter(pk=others[0].pk).update(policy_field=region.field)
    assert cells("feld", "ort")[here] == (1, 1, 0, 5)
    assert cells("feld", "alter", ort=here[1])["kinder", NOT_SAID] == (0, 0, 0, 5)


def test_marks_say_no_offer_and_asked_for_in_vain(client, coordinator, region):
    make_offer(title="Voll", policy_field=region.empty, locations=[make_location(municipality=region.there)])
    partners = {"sender": make_inbox(), "recipient": make_inbox()}
    referrals = [make_referral("declined", policy_field=region.empty, **partners) for _time in range(10)]
    Referral.objects.filter(pk__in=[row.pk for row in referrals[:5]]).update(municipality=region.there)
    settle(referrals)
    lines = client.get(GAPS).context["lines"]
    marks = {(name, column): cell.mark for name, _sum, row in lines for column, cell, _words, _url in row}
    assert {key: mark for key, mark in marks.items() if mark and key[0] in ("Kinder", "Leer")} == {
        ("Kinder", "Herzberg"): "none", ("Leer", "Finsterwalde"): "none", ("Leer", "Herzberg"): "full",
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_each_cell_leads_to_exactly_what_it_counts(client, coordinator, region, count):
    region.search("kamelhaus abends finsterwalde", count=5)
    region.search("kamelhaus samstags", count=2 + count)
    for number in range(count):
        region.turned_down(region.here)
        make_offer(title=f"Weiteres {number}", policy_field=region.field, capacity="free",
                   capacity_as_of=timezone.localdate(), locations=list(region.offer.locations.all()))  # fmt: skip
    seen = set()
    for query in ("", "?zeilen=feld&spalten=alter", "?zeilen=ort&spalten=zeit&alter=0-2&monate=3"):
        for _name, _sum, row in client.get(GAPS + query).context["lines"]:
            for _column, cell, _words, address in [one for one in row if one[1].offers or one[1].is_asked]:
                behind = client.get(address).context
                free = behind["free"] & {offer.pk for offer in behind["offers"]}
                searches = sum(number for _text, number in behind["words"])
                assert (len(behind["offers"]), len(free), searches) == (cell.offers, cell.free, cell.searches), address
                assert behind["cell"].referrals == cell.referrals, address
                assert cell.in_steps or len(behind["referrals"]) == cell.referrals, address
                seen |= {("offers", cell.offers), ("referrals", cell.referrals)}
    assert {("offers", 1 + count), ("referrals", count)} <= seen
    totals = {name: address for name, (_words, address), _row in client.get(GAPS).context["lines"]}
    page = client.get(totals["Kinder"]).content.decode()
    numbers = [str(referral) for referral in Referral.objects.all()]
    assert [page.count(number) for number in numbers] == [1] * count
    assert page.count("Kim Beispiel") == 0


def test_no_page_tells_where_the_parent_of_a_referral_lives(client, coordinator, region):
    """With none, one or four from a place, matrix, page behind the cell and file are the same bytes."""
    referrals = [region.turned_down() for _time in range(4)]
    settle(referrals)
    addresses = [GAPS, f"{reverse('reports:gap')}?feld=kinder&ort={region.here.pk}", f"{GAPS}?als=csv"]
    seen = []
    for count in (0, 1, 4):
        Referral.objects.filter(pk__in=[row.pk for row in referrals[:count]]).update(municipality=region.here)
        seen.append([client.get(address).content.rpartition(b'<div class="report">')[2] for address in addresses])
    assert [pages == seen[0] for pages in seen] == [True] * 3
    assert [seen[0][1].decode().count(str(row)) for row in referrals] == [1] * 4


def test_page_behind_a_place_says_what_it_does_not_tell(client, coordinator, region, monkeypatch):
    """Also of five whose number is held back, and of a list of all places that was cut."""
    settle([region.turned_down(region.here) for _time in range(5)])
    address = f"{reverse('reports:gap')}?feld=kinder&ort={region.here.pk}"
    cut = "Nur die neuesten sind aufgeführt."
    page = client.get(address).content.decode()
    assert ("weniger als 5" in page, cut in page) == (False, False)
    monkeypatch.setattr("network_portal.reports.gap_page.MOST_SHOWN", 5)
    assert cut not in client.get(address).content.decode()
    monkeypatch.setattr("network_portal.reports.gap_page.MOST_SHOWN", 4)
    response = client.get(address)
    assert (len(response.context["referrals"]), cut in response.content.decode()) == (4, True)


def test_nonsense_in_the_address_is_the_usual_matrix(client, coordinator, region):
    context = client.get(f"{GAPS}?zeilen=xx&spalten=feld&alter=99&monate=abc&feld=%00").context
    assert (context["rows"].name, context["columns"].name, context["form"].chosen) == ("feld", "ort", {})
    assert client.get(f"{GAPS}?als=pdf").status_code == 404
    assert client.post(GAPS).status_code == 405


def test_file_tells_steps_of_five_and_no_referrals(client, coordinator, region):
    region.search("kamelhaus herzberg", count=4)
    region.search("kamelhaus finsterwalde", count=12)
    region.turned_down(region.here)
    text = client.get(f"{GAPS}?als=csv").content.decode().removeprefix("\ufeff")
    rows = {tuple(row[:2]): row[2:] for row in csv.reader(io.StringIO(text), delimiter=";")}
    assert rows["Kinder", "Finsterwalde"][:3] == ["1", "1", "10"]
    assert [len(row) for row in rows.values()] == [4] * len(rows)
    assert rows["Kinder", "Herzberg"][2] not in ("0", "4", "5")


def test_matrix_needs_no_more_queries_for_more_rows(client, coordinator, region, django_assert_max_num_queries):
    def queries() -> int:
        client.get(GAPS)  # the index of the search is built once
        with django_assert_max_num_queries(60) as counted:
            client.get(GAPS)
        return len(counted)

    region.search("kamelhaus")
    region.turned_down(region.here)
    before = queries()
    for number in range(3):
        make_offer(policy_field=region.field)
        region.search(f"kamelhaus {'abc' * (number + 1)}")
        region.turned_down(region.there)
    assert queries() == before


def test_places_with_the_same_offers_and_no_demand_share_a_column(client, coordinator, region):
    for name in ("Arenzhain", "Babben", "Crinitz"):
        make_municipality(name)
    region.search("kamelhaus herzberg")
    alone = ["überall, per Telefon oder online", "nicht genannt"]
    context = client.get(GAPS).context
    assert list(context["names"]) == ["Arenzhain und 2 weitere", "Finsterwalde", "Herzberg", *alone]
    assert context["alike"] == [["Arenzhain", "Babben", "Crinitz"]]
    assert len(context["sums"]) == 5
    assert {len(cells) for _name, _sum, cells in context["lines"]} == {5}
    rows = client.get(f"{GAPS}?zeilen=ort&spalten=feld").context["lines"]
    assert [name for name, _sum, _cells in rows] == list(context["names"])
    text = client.get(f"{GAPS}?als=csv").content.decode()
    assert (text.count("Babben"), text.count("weitere")) == (3, 0)  # in the file each for itself
