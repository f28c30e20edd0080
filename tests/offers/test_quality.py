"""What an entry still lacks."""

from datetime import date

import pytest

from offers.models import CostOption, NextStep, Offer
from offers.models.choices import Access, Anonymity, Childcare, CostKind, Documents, HoursKnown, Residence
from offers.quality import NEEDED_ROWS, is_review_due, missing_facts, review_due
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_opening, make_topic

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def make_ready_offer(**values):
    """An offer that lacks nothing at all on ``DAY``."""
    known = {
        "description": "Wir helfen.", "access": Access.WALK_IN, "hours_known": HoursKnown.APPOINTMENT,
        "cost_kind": CostKind.FREE, "documents_known": Documents.NONE, "anonymity": Anonymity.FULL,
        "childcare": Childcare.WELCOME, "languages": ["de"], "confirmed_on": date(2026, 3, 1),
    }  # fmt: skip
    rows = {"topics": [make_topic()], "contacts": [make_contact()], "locations": [make_location(step_free="yes")]}
    offer = make_offer(**known | rows | values)
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    return offer


def fields(offer, *, needed):
    return [fact.field for fact in missing_facts(offer, on=DAY) if fact.is_needed == needed]


def test_ready_offer_lacks_nothing():
    assert missing_facts(make_ready_offer(), on=DAY) == []


def test_bare_offer_lacks_what_publishing_needs():
    assert fields(make_offer(), needed=True) == ["topics", "locations", "contacts", "next_steps-group"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"summary": "", "publication": "draft"}, "summary"),
        ({"delivery": []}, "delivery"),
        ({"locations": []}, "locations"),
        ({"contacts": []}, "contacts"),
        ({"residence": Residence.MUNICIPALITIES}, "service_area"),
        ({"hours_known": HoursKnown.TIMES}, "opening_times-group"),
        ({"cost_kind": CostKind.PRICED}, "costs-group"),
        ({"documents_known": Documents.LISTED}, "documents"),
        ({"takes_referrals": True}, "referral_needs"),
    ],
)
def test_needed_fact_is_named(values, field):
    assert fields(make_ready_offer(**values), needed=True) == [field]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"description": ""}, "description"),
        ({"access": Access.UNKNOWN}, "access"),
        ({"hours_known": HoursKnown.UNKNOWN}, "hours_known"),
        ({"languages": []}, "languages"),
        ({"confirmed_on": None}, "confirmed_on"),
    ],
)
def test_helpful_fact_is_named(values, field):
    offer = make_ready_offer(**values)
    assert (fields(offer, needed=True), fields(offer, needed=False)) == ([], [field])


def test_offer_by_telephone_needs_no_place():
    assert fields(make_ready_offer(delivery=["phone"], locations=[]), needed=True) == []


def test_rows_answer_what_the_choices_ask():
    offer = make_ready_offer(
        hours_known=HoursKnown.TIMES, cost_kind=CostKind.PRICED, residence=Residence.MUNICIPALITIES,
        service_area=[make_municipality()],
    )  # fmt: skip
    make_opening(offer)
    CostOption.objects.create(offer=offer, amount=5)
    assert missing_facts(offer, on=DAY) == []


@pytest.mark.parametrize(
    ("field", "anchor"), [("access", "id_access"), ("languages", "id_languages_0"), ("costs-group", "costs-group")]
)
def test_fact_leads_to_the_field_that_mends_it(field, anchor):
    values = {"access": Access.UNKNOWN, "languages": [], "cost_kind": CostKind.PRICED}
    facts = {fact.field: fact.anchor for fact in missing_facts(make_ready_offer(**values), on=DAY)}
    assert facts[field] == anchor


@pytest.mark.parametrize(
    ("months", "confirmed", "due"),
    [
        (6, None, True),
        (6, date(2025, 9, 30), True),
        (6, date(2025, 10, 1), False),
        (1, date(2026, 2, 28), True),
        (1, date(2026, 3, 1), False),
        (12, date(2025, 4, 1), False),
    ],
)
def test_review_is_due_after_the_interval_on_both_sides(months, confirmed, due):
    offer = make_offer(review_interval=months, confirmed_on=confirmed)
    assert (is_review_due(offer, on=DAY), Offer.objects.filter(review_due(on=DAY)).exists()) == (due, due)


@pytest.mark.parametrize("count", [1, 3])
def test_missing_facts_of_many_offers_cost_the_queries_of_one(count, django_assert_num_queries):
    for _number in range(count):
        make_ready_offer()
    with django_assert_num_queries(1 + len(NEEDED_ROWS)):
        facts = [missing_facts(offer, on=DAY) for offer in Offer.objects.prefetch_related(*NEEDED_ROWS)]
    assert facts == [[]] * count
