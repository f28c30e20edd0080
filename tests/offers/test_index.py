"""The index: what is true of which offers, and in what order they come."""

from datetime import date, datetime, timedelta

import pytest

from offers.bits import Sets, bits_of, positions_in
from offers.filters import OfferFilter
from offers.finding import Finding
from offers.index import build_index
from offers.models import Offer
from partners.models import ClosingPeriod
from tests.factories import make_location, make_municipality, make_offer, make_opening, make_partner, make_topic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)  # a Monday
NOON = datetime(2026, 11, 23, 12, 0)


def found(query, *, now=NOON):
    """Titles that fit ``query`` for certain, and those of which something is not known; both sorted."""
    finding = Finding(OfferFilter(query, index=build_index(now.date()), now=now))
    titles = dict(finding_titles(finding))
    return [sorted(titles[p] for p in positions_in(bits)) for bits in (finding.sets.yes, finding.sets.unknown)]


def finding_titles(finding):
    titles = dict(Offer.objects.values_list("pk", "title"))
    return [(position, titles[key]) for position, key in enumerate(finding.index.keys)]


def test_sets_combined_by_or_are_certain_where_one_is():
    assert Sets(0b001, 0b010) | Sets(0b010, 0b100) == Sets(0b011, 0b100)


def test_sets_combined_by_and_are_unknown_where_nobody_says_no():
    assert Sets(0b0011, 0b0100) & Sets(0b0110, 0b0001) == Sets(0b0010, 0b0101)


def test_bits_keep_their_positions():
    assert list(positions_in(bits_of([0, 7, 8, 30_000], 30_001))) == [0, 7, 8, 30_000]


def test_fair_order_gives_each_partner_a_turn_before_the_second_of_any():
    partners = [make_partner() for _ in range(3)]
    for partner in partners:
        for _ in range(3):
            make_offer(partner=partner)
    owners = {offer.pk: offer.partner_id for offer in partners[0].offers.model.objects.all()}
    order = [owners[key] for key in build_index(TODAY).keys]
    assert [set(order[start : start + 3]) for start in (0, 3, 6)] == [{p.pk for p in partners}] * 3


def test_fair_order_is_the_same_all_day_and_another_on_other_days():
    for _ in range(8):
        make_offer()
    orders = {tuple(build_index(TODAY + timedelta(days=n)).keys) for n in (0, 0, 1, 2, 3)}
    assert tuple(build_index(TODAY).keys) == tuple(build_index(TODAY).keys)
    assert len(orders) > 1


def test_drafts_hidden_ended_and_future_offers_are_not_in_the_index():
    make_offer(publication="draft")
    make_offer(publication="hidden")
    make_offer(status="ended")
    make_offer(visible_from=TODAY + timedelta(days=1))
    make_offer(visible_until=TODAY - timedelta(days=1))
    shown = make_offer(visible_from=TODAY, visible_until=TODAY)
    assert list(build_index(TODAY).keys) == [shown.pk]


def test_values_of_one_filter_are_alternatives_and_filters_narrow_each_other():
    one, two = make_topic(), make_topic()
    make_offer(title="one", topics=[one], cost_kind="free")
    make_offer(title="two", topics=[two], cost_kind="priced")
    make_offer(title="none", cost_kind="free")
    assert found({"thema": [one.slug, two.slug]})[0] == ["one", "two"]
    assert found({"thema": [one.slug, two.slug], "kosten": ["free"]})[0] == ["one"]


@pytest.mark.parametrize(
    ("query", "yes", "no"),
    [
        ({"kosten": ["free"]}, {"cost_kind": "free"}, {"cost_kind": "priced"}),
        ({"kinder": "on"}, {"childcare": "request"}, {"childcare": "none"}),
        ({"anonym": "on"}, {"anonymity": "pseudonym"}, {"anonymity": "papers"}),
        ({"sprache": ["ru"]}, {"languages": ["de", "ru"]}, {"languages": ["de"]}),
        (
            {"plaetze": "on"},
            {"capacity": "few", "capacity_as_of": TODAY},
            {"capacity": "full", "capacity_as_of": TODAY},
        ),
        ({"alter": "2"}, {"kind": "group", "age_to": 35}, {"kind": "group", "age_to": 23}),
    ],
)
def test_what_is_unknown_is_neither_found_nor_lost(query, yes, no):
    make_offer(title="yes", **yes)
    make_offer(title="no", **no)
    make_offer(title="unknown", kind="group")
    assert found(query) == [["yes"], ["unknown"]]


def test_free_places_are_unknown_after_thirty_days():
    make_offer(title="old", capacity="free", capacity_as_of=TODAY - timedelta(days=31))
    make_offer(title="fresh", capacity="free", capacity_as_of=TODAY - timedelta(days=30))
    assert found({"plaetze": "on"}) == [["fresh"], ["old"]]


def test_advice_without_an_age_is_for_every_age():
    make_offer(title="advice", kind="advice")
    assert found({"alter": "5"}) == [["advice"], []]


def test_step_free_needs_one_place_without_steps():
    partner = make_partner()
    steps, level, unheard = (
        make_location(partner, step_free=answer, street=answer) for answer in ("no", "yes", "unknown")
    )
    make_offer(title="both", locations=[steps, level])
    make_offer(title="steps", locations=[steps])
    make_offer(title="perhaps", locations=[steps, unheard])
    assert found({"stufenlos": "on"}) == [["both"], ["perhaps"]]


def test_open_now_is_right_to_the_minute():
    make_opening(make_offer(title="morning", hours_known="times"), "MO", "9:00", "12:00")
    make_offer(title="unknown", hours_known="unknown")
    make_offer(title="appointment", hours_known="appointment")
    assert found({"wann": ["jetzt"]}, now=NOON - timedelta(minutes=1)) == [["morning"], ["unknown"]]
    assert found({"wann": ["jetzt"]}, now=NOON) == [[], ["unknown"]]


def test_open_now_holds_past_midnight():
    make_opening(make_offer(title="night", hours_known="times"), "SU", "22:00", "6:00")
    assert found({"wann": ["jetzt"]}, now=datetime(2026, 11, 23, 5, 59))[0] == ["night"]
    assert found({"wann": ["jetzt"]}, now=datetime(2026, 11, 23, 6, 0))[0] == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"tag": "sa", "von": "06:00"}, []),
        ({"tag": "mo", "von": "08:00", "bis": "16:00"}, ["office"]),
        ({"tag": "mo", "von": "07:30", "bis": "09:00"}, []),
        ({"tag": "2026-12-05", "von": "06:00", "bis": "07:00"}, ["first saturday"]),
        ({"tag": "2026-12-12", "von": "06:00", "bis": "07:00"}, []),
    ],
)
def test_a_day_and_time_is_found_only_where_open_throughout(query, titles):
    make_opening(make_offer(title="office", hours_known="times"), "MO TU WE TH FR", "8:00", "16:00")
    first_saturday = make_offer(title="first saturday", hours_known="times")
    make_opening(first_saturday, "SA", "5:30", "8:00", frequency="monthly", week_of_month=1)
    assert found(query)[0] == titles


def test_two_slots_without_a_gap_count_as_one():
    offer = make_offer(title="both halves", hours_known="times")
    make_opening(offer, "MO", "8:00", "12:00")
    make_opening(offer, "MO", "12:00", "16:00")
    assert found({"tag": "mo", "von": "9:00", "bis": "15:00"})[0] == ["both halves"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"tag": "mo", "von": "05:00", "bis": "06:00"}, ["always", "night"]),
        ({"tag": "mo", "von": "05:00", "bis": "07:00"}, ["always"]),
        ({"tag": "mo", "von": "22:00", "bis": "02:00"}, ["always"]),
        ({"tag": "so", "von": "22:00", "bis": "02:00"}, ["always", "night"]),
        ({"tag": "so", "von": "21:00", "bis": "00:00"}, ["always", "night"]),
        ({"tag": "so", "bis": "00:00"}, ["always", "night"]),
        ({"tag": "mo", "bis": "00:00"}, ["always"]),
    ],
)
def test_hours_past_midnight_belong_to_both_days(query, titles):
    make_opening(make_offer(title="night", hours_known="times"), "SU", "20:00", "6:30")
    make_opening(make_offer(title="always", hours_known="times"), "MO TU WE TH FR SA SU", "0:00", "0:00")
    assert found(query)[0] == titles


def test_still_today_holds_for_what_opened_the_evening_before():
    make_opening(make_offer(title="night", hours_known="times"), "SU", "20:00", "6:30")
    half_past_midnight = datetime(2026, 11, 23, 0, 30)
    assert found({"wann": ["heute"]}, now=half_past_midnight)[0] == ["night"]
    assert found({"wann": ["heute"]})[0] == []


def test_exceptions_and_closing_days_close_an_offer():
    excepted, closed = (make_offer(title=title, hours_known="times") for title in ("excepted", "closed"))
    for offer in (excepted, closed):
        make_opening(offer, "MO", "8:00", "16:00")
    excepted.opening_exceptions.create(starts_on=TODAY, ends_on=TODAY)
    ClosingPeriod.objects.create(partner=closed.partner, starts_on=TODAY, ends_on=TODAY)
    assert found({"wann": ["heute"]}) == [[], []]


def test_other_times_of_an_exception_count():
    offer = make_offer(title="later", hours_known="times")
    make_opening(offer, "MO", "8:00", "10:00")
    offer.opening_exceptions.create(starts_on=TODAY, ends_on=TODAY, opens="14:00", closes="15:00")
    assert found({"tag": "heute", "von": "14:00", "bis": "15:00"})[0] == ["later"]


def test_hours_by_appointment_are_not_open_now_but_count_for_a_day():
    make_opening(make_offer(title="appointment", hours_known="times"), "MO", "8:00", "16:00", by_appointment=True)
    assert found({"wann": ["jetzt"]}) == [[], []]
    assert found({"tag": "heute", "von": "9:00", "bis": "10:00"})[0] == ["appointment"]


def test_the_evening_is_worked_out_from_the_times_or_ticked():
    make_opening(make_offer(title="until eight", hours_known="times"), "MO", "15:00", "20:00")
    make_offer(title="ticked", hours_known="appointment", edge_hours_ticked=["after_17"])
    make_opening(make_offer(title="morning", hours_known="times"), "MO", "8:00", "12:00")
    assert found({"wann": ["abends"]})[0] == ["ticked", "until eight"]


def test_near_means_the_way_there_or_help_that_comes():
    here = make_municipality("Finsterwalde", postcode="03238")
    make_municipality("Herzberg", latitude="51.6883", longitude="13.2367")
    far = make_municipality("Dresden", district="Dresden", latitude="51.05", longitude="13.74", in_region=False)
    make_offer(title="here", locations=[make_location(municipality=here)])
    make_offer(title="far", locations=[make_location(municipality=far)])
    make_offer(title="telephone", locations=[make_location(municipality=far)], delivery=["phone"])
    make_offer(title="nowhere known")
    make_offer(title="secret", locations=[make_location(municipality=here, is_hidden=True)])
    make_offer(title="not for here", delivery=["home"], residence="municipalities", service_area=[far])
    assert found({"ort": "03238", "umkreis": "10"}) == [["here", "telephone"], ["nowhere known", "secret"]]


def test_results_near_a_place_come_nearest_first():
    towns = {"Finsterwalde": ("51.63", "13.71"), "Herzberg": ("51.69", "13.24"), "Doberlug": ("51.61", "13.56")}
    places = {n: make_municipality(n, latitude=lat, longitude=lon) for n, (lat, lon) in towns.items()}
    for name, place in places.items():
        make_offer(title=name, locations=[make_location(municipality=place)])
    finding = Finding(OfferFilter({"ort": "finsterwalde", "umkreis": "50"}, index=build_index(TODAY), now=NOON))
    titles = dict(finding_titles(finding))
    assert [titles[p] for p in finding.ordered(finding.sets.yes)] == ["Finsterwalde", "Doberlug", "Herzberg"]


def test_counts_of_a_filter_ignore_its_own_choice():
    one, two = make_topic(), make_topic()
    make_offer(topics=[one], cost_kind="free")
    make_offer(topics=[two], cost_kind="free")
    make_offer(topics=[two], cost_kind="priced")
    query = {"thema": [one.slug], "kosten": ["free"]}
    counts = Finding(OfferFilter(query, index=build_index(TODAY), now=NOON)).counts()
    assert counts["thema"] == {one.slug: 1, two.slug: 1}
    assert counts["kosten"] == {"free": 1, "priced": 0}
