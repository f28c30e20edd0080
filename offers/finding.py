"""The answer to a search: which offers, how many, in what order."""

from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from offers.bits import Sets, bits_of, positions_in, union
from offers.cards import Card, rows_with_towns
from offers.filters import USUAL_RADIUS, OfferFilter, day_of
from offers.models import Offer
from offers.nearby import Nearby, near
from offers.search import Understanding, understand
from offers.timetable import DAY
from partners.places import Place, find_places

PER_PAGE = 20
CARDS_KEPT = 1_000
FACETS = ["lage", "feld", "thema", "art", "wie", "sprache", "kosten"]
TICKS = ["kinder", "anonym", "stufenlos", "plaetze"]


@dataclass(frozen=True)
class ResultPage:
    """One page of results: primary keys, and from which one on something asked for is not known."""

    keys: list[int]
    unknown_from: int | None
    number: int
    last: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


class Finding:
    """The answer to one search form."""

    def __init__(self, form: OfferFilter):
        self.form, self.index = form, form.index
        self.chosen = form.chosen | self.understood

    @cached_property
    def understanding(self) -> Understanding:
        """What the words say."""
        return understand(self.form.chosen.get("q", ""))

    @cached_property
    def understood(self) -> dict:
        """Filters among the words, as values of their fields; what was chosen in the form counts more."""
        found = {word.name: self._value(word) for word in self.understanding.filters}
        if self.understanding.place:
            found["ort"] = self.understanding.place.name
        return {name: value for name, value in found.items() if name not in self.form.chosen}

    def _value(self, word):
        if word.name == "tag":
            return day_of(word.value, self.form.now.date())
        return True if word.name in TICKS else [word.value]

    @cached_property
    def places(self) -> list[Place]:
        """Places the typed one may be, likeliest first."""
        return find_places(self.chosen["ort"]) if "ort" in self.chosen else []

    @property
    def place(self) -> Place | None:
        """The place the search looks from."""
        return self.places[0] if self.places else None

    @property
    def place_error(self) -> str:
        """What to say where the typed place is unknown."""
        if "ort" not in self.chosen or self.places:
            return ""
        return _("We do not know this place. Please try the postcode or the next larger town.")

    @cached_property
    def nearby(self) -> Nearby | None:
        """The offers near the place, if there is one."""
        radius = float(self.chosen.get("umkreis", USUAL_RADIUS))
        return near(self.index, self.place, radius) if self.place else None

    @cached_property
    def found(self) -> list[int] | None:
        """Positions of the offers in which the words were found, best first; None where no word was asked for."""
        if "q" not in self.chosen:
            return None
        positions = self.index.positions
        if self.understanding.only_filters:
            return None
        return [positions[key] for key in self.understanding.keys if key in positions]

    @cached_property
    def parts(self) -> dict[str, Sets]:
        """What each filter that was used lets through."""
        parts = {
            name: self.form.filters[name].sets(self.index, value, self.form.now)
            for name, value in self.chosen.items()
            if hasattr(self.form.filters[name], "sets")
        }
        if self.found is not None:
            parts["q"] = Sets(bits_of(self.found, len(self.index.keys)))
        if self.nearby:
            parts["ort"] = self.nearby.sets
        if self.chosen.keys() & {"tag", "von", "bis"}:
            parts["tag"] = self.on_the_day()
        return parts

    def on_the_day(self) -> Sets:
        """Offers open on the day asked for (default: today), throughout the time asked for."""
        timetable, day = self.index.timetable, self.chosen.get("tag", self.form.now.date())
        plan, start, end = timetable.on(day), self.chosen.get("von"), self.chosen.get("bis")
        if start is None and end is None:
            return Sets(plan.some_time, plan.unknown)
        last = minute(end) or DAY if end is not None else minute(start) + 1  # until 0 o'clock is until midnight
        first = minute(start) if start is not None else last - 1
        return Sets(timetable.open_throughout(day, first, last if last > first else last + DAY), plan.unknown)

    def without(self, *names) -> Sets:
        """What all filters but those named let through."""
        sets = self.index.everything
        for name, part in self.parts.items():
            if name not in names:
                sets &= part
        return sets

    @cached_property
    def sets(self) -> Sets:
        """The offers that fit for certain, and those of which something is not known."""
        return self.without()

    def counts(self) -> dict[str, dict[str, int]]:
        """How many certain results each choice would give, were it alone in its filter."""
        return {name: self.index.counts(self.without(name).yes, name) for name in [*FACETS, *TICKS]}

    def when_counts(self) -> dict[str, int]:
        """The same for the times."""
        bits, when = self.without("wann").yes, self.form.filters["wann"]
        now, choices = self.form.now, when.extra["choices"]
        return {value: (when.at(self.index, value, now).yes & bits).bit_count() for value, _label in choices}

    def ordered(self, bits: int):
        """Positions of ``bits``: best match first, else nearest first, else in the fair order of the day."""
        if self.found is not None:
            yield from (position for position in self.found if bits >> position & 1)
        elif self.nearby:
            for group in self.nearby.order(bits):
                yield from positions_in(group)
        else:
            yield from positions_in(bits)

    def cards(self, keys: list[int]) -> list[Card]:
        """The cards of the offers ``keys``, in their order; read once for an index, as far as they are asked for."""
        kept = self.index.card_rows
        rows = {key: kept.get(key) for key in keys}  # asked once only: another thread may clear them in between
        if missing := [key for key, row in rows.items() if row is None]:
            if len(kept) > CARDS_KEPT:
                kept.clear()
            read = {row.pk: (row, towns) for row, towns in rows_with_towns(Offer.objects.filter(pk__in=missing))}
            kept |= read
            rows |= read
        is_open, far, today = self.open_keys(keys), self.kilometres(keys), self.form.now.date()
        return [Card(*rows[key], key in is_open, today, far.get(key)) for key in keys if rows[key]]

    def open_keys(self, keys: list[int]) -> set[int]:
        """Those of the offers ``keys`` that are open at this moment."""
        bits = self.index.timetable.open_at(self.form.now)
        return {key for key in keys if bits >> self.index.positions[key] & 1}

    def kilometres(self, keys: list[int]) -> dict[int, int]:
        """How far the offers ``keys`` are from the place asked for, in whole kilometres, at least one."""
        far, positions = {}, {key: self.index.positions[key] for key in keys}
        left = bits_of(positions.values(), len(self.index.keys))
        for way, bits in self.nearby.by_distance if self.nearby else []:
            if here := bits & left:
                far |= {key: max(round(way), 1) for key, position in positions.items() if here >> position & 1}
                left &= ~here
        return far

    def page(self, wanted: str) -> ResultPage:
        """The page with the number ``wanted``; the first for what is no number, the last for one too high."""
        certain, all_of_them = self.sets.yes.bit_count(), union([self.sets.yes, self.sets.unknown]).bit_count()
        last = max(1, -(-all_of_them // PER_PAGE))
        number = min(int(wanted), last) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
        start = (max(number, 1) - 1) * PER_PAGE
        both = (position for bits in (self.sets.yes, self.sets.unknown) for position in self.ordered(bits))
        keys = [self.index.keys[position] for position in islice(both, start, start + PER_PAGE)]
        unknown_from = max(certain - start, 0) if start + len(keys) > certain else None
        return ResultPage(keys, unknown_from, max(number, 1), last)


def minute(moment: time) -> int:
    """The minute of the day."""
    return moment.hour * 60 + moment.minute
