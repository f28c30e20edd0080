"""Who helps with what, where: the public search, with what colleagues want to know before they ask."""

from typing import NamedTuple

from django.utils import timezone

from offers.filters import OfferFilter
from offers.finding import Finding
from offers.index import current_index
from offers.models import Offer
from offers.page.answers import capacity_words
from referrals.figures import AnswerTime, answer_times
from referrals.handing import Target
from referrals.targets import address_parts, target_of


class Candidate(NamedTuple):
    """One who may help: how full it is, how quick, and how an address names it; ``name`` is empty if it takes none."""

    offer: object
    partner: object
    target: Target | None
    name: str
    value: str
    places: str
    tone: str
    wait: str
    answers: AnswerTime


def find(query):
    """The answer of the public search to the fields ``q``, ``ort`` and ``feld`` of an address."""
    return Finding(OfferFilter(query, index=current_index(), now=timezone.localtime()))


def candidates_of(keys, on=None) -> list[Candidate]:
    """The published offers with these keys, in their order."""
    rows = {row.pk: row for row in Offer.objects.filter(pk__in=keys).select_related("partner", "policy_field")}
    offers = [rows[key] for key in keys if key in rows]
    times = answer_times([offer.partner for offer in offers], on)
    return [_candidate(offer, offer.partner, target_of(offer), times, on) for offer in offers]


def candidates_for(targets, on=None) -> list[Candidate]:
    """The same of targets that have been chosen."""
    times = answer_times([target.partner for target in targets], on)
    return [_candidate(target.offer, target.partner, target, times, on) for target in targets]


def _candidate(offer, partner, target, times, on) -> Candidate:
    places, tone = capacity_words(offer, on or timezone.localdate()) if offer else ("", "")
    name, value = address_parts(target) if target else ("", "")
    wait = offer.expected_wait if offer else ""
    return Candidate(offer, partner, target, name, value, places, tone, wait, times[partner.pk])
