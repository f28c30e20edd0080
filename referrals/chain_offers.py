"""Who helps today in each step of a chain, and where nobody does: a gap. Nothing of this is stored.

An offer counts for a municipality if the public search finds it from there for certain. What is planned or paused
counts nowhere.
"""

from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.utils import timezone

from offers.bits import Sets, bits_of, positions_in
from offers.filters import USUAL_RADIUS
from offers.index import OfferIndex, current_index
from offers.models import Offer
from offers.nearby import near
from partners.models import Contact, Municipality
from partners.models.partner import MembershipKind
from partners.places import Place, place_of
from referrals.models import ChainStep

SHOWN = 4  # offers of a step on the public page


class Active:
    """The offers of this moment that help today, as bits of the index."""

    def __init__(self, index: OfferIndex | None = None):
        self.index = index or current_index()
        day = self.index.day
        resting = Offer.objects.published(day).exclude(pk__in=Offer.objects.there(day).values("pk"))
        positions = self.index.positions
        away = bits_of(
            (positions[key] for key in resting.values_list("pk", flat=True) if key in positions), len(self.index.keys)
        )
        self.bits = self.index.everything.yes & ~away

    def of_step(self, step: ChainStep) -> int:
        """The offers that are meant by a step, wherever they are."""
        bits, index = self.bits, self.index
        if step.policy_field:
            bits &= index.sets_of("feld", step.policy_field.slug).yes
        if step.topic:
            bits &= index.sets_of("thema", step.topic.slug).yes
        if step.partner_id:
            own = (position for position, key in enumerate(index.partner_ids) if key == step.partner_id)
            bits &= bits_of(own, len(index.keys))
        return bits

    def near(self, place: Place) -> Sets:
        """What somebody at a place can reach."""
        return near(self.index, place, USUAL_RADIUS).sets

    def nearest_first(self, bits: int, place: Place | None):
        """Positions of ``bits``: what is nearest first, else in the fair order of the day."""
        if place is None:
            return positions_in(bits)
        groups = near(self.index, place, USUAL_RADIUS).order(bits)
        return (position for group in groups for position in positions_in(group))

    def keys_of(self, step: ChainStep, place: Place | None = None) -> list[int]:
        """Keys of the offers of a step for somebody at a place; those that perhaps come there stand last."""
        bits = self.of_step(step)
        if place is None:
            return [self.index.keys[position] for position in positions_in(bits)]
        found = self.near(place)
        parts = (bits & found.yes, bits & found.unknown)
        return [self.index.keys[at] for part in parts for at in self.nearest_first(part, place)]


class Cell(NamedTuple):
    """One step in one municipality: how many offers help there; a gap where none does."""

    step: ChainStep
    count: int

    @property
    def is_gap(self) -> bool:
        return self.count == 0


class Row(NamedTuple):
    """One municipality, step by step."""

    municipality: Municipality
    cells: list[Cell]

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for cell in self.cells)


def gap_table(steps, municipalities) -> list[Row]:
    """Every step in every municipality, as it is at this moment; those with most gaps first."""
    active = Active()
    meant = [(step, active.of_step(step)) for step in steps]
    rows = []
    for municipality in municipalities:
        here = active.near(place_of(municipality)).yes
        rows.append(Row(municipality, [Cell(step, (bits & here).bit_count()) for step, bits in meant]))
    return sorted(rows, key=lambda row: -row.gaps)


def gap_counts(chains, municipalities) -> dict[int, int]:
    """How many gaps each chain has in all places, by its key. ``chains`` with their steps prefetched."""
    active, counts = Active(), {chain.pk: 0 for chain in chains}
    meant = [(chain.pk, active.of_step(step)) for chain in chains for step in chain.steps.all()]
    for municipality in municipalities if meant else ():
        here = active.near(place_of(municipality)).yes
        for key, bits in meant:
            counts[key] += not bits & here
    return counts


@dataclass
class StepToday:
    """One step as parents read it."""

    step: ChainStep
    cards: list = field(default_factory=list)
    total: int = 0
    perhaps: int = 0  # offers of which nobody knows whether they come to the place
    phones: dict = field(default_factory=dict)  # by the key of the partner: on paper a link leads nowhere

    @property
    def is_gap(self) -> bool:
        return self.total == 0

    @property
    def more(self) -> int:
        """How many offers there are beside those on the page."""
        return self.total - len(self.cards)

    @property
    def responsible(self):
        """The partner of the step, while it belongs to the network."""
        return _present(self.step.partner)

    @property
    def fallback_partner(self):
        """The partner to turn to otherwise, while it belongs to the network."""
        return _present(self.step.fallback_partner)

    @property
    def phone(self) -> str:
        """The telephone of the responsible partner."""
        return self.phones.get(self.step.partner_id, "") if self.responsible else ""

    @property
    def fallback_phone(self) -> str:
        """The telephone of the partner to turn to otherwise."""
        return self.phones.get(self.step.fallback_partner_id, "") if self.fallback_partner else ""

    @property
    def query(self) -> str:
        """The filters of the list that show the same offers; empty where the step is a partner's alone."""
        parts = []
        if self.step.policy_field:
            parts.append(f"feld={self.step.policy_field.slug}")
        if self.step.topic:
            parts.append(f"thema={self.step.topic.slug}")
        return "&".join(parts)


def _present(partner):
    return partner if partner and partner.membership != MembershipKind.FORMER else None


def steps_today(steps, place: Place | None = None, now=None) -> list[StepToday]:
    """The steps with the offers that help today, nearest first where a place is named. Four queries for any number."""
    now, active = now or timezone.localtime(), Active()
    found = active.near(place) if place else active.index.everything
    days, shown, phones = [], {}, _phones(steps)
    for step in steps:
        bits = active.of_step(step)
        certain = bits & found.yes
        positions = list(islice(active.nearest_first(certain, place), SHOWN))
        shown[step.pk] = [active.index.keys[position] for position in positions]
        days.append(StepToday(step, [], certain.bit_count(), (bits & found.unknown).bit_count(), phones))
    cards = _cards(active.index, {key for keys in shown.values() for key in keys}, now)
    for day in days:
        day.cards = [cards[key] for key in shown[day.step.pk] if key in cards]
    return days


def _phones(steps) -> dict[int, str]:
    """The first public telephone number of each partner in the steps."""
    keys = {key for step in steps for key in (step.partner_id, step.fallback_partner_id) if key}
    rows = Contact.objects.public().exclude(phone="").filter(partner__in=keys).order_by("-pk")
    return dict(rows.values_list("partner_id", "phone"))


def _cards(index: OfferIndex, keys, now) -> dict:
    is_open = index.timetable.open_at(now)
    open_keys = {key for key in keys if is_open >> index.positions[key] & 1}
    offers = Offer.objects.filter(pk__in=keys).order_by()
    return {card.row.pk: card for card in offers.cards(open_keys=open_keys, on=now.date())}
