"""The gap matrix: policy field, municipality, child's age and time of day; two of them as rows and columns.

Offers come from the index of the search, so that a cell counts what a parent would find. What parents lacked comes from
unmet searches and from referrals that were turned down for lack of places, as far as these say where and when.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from network_portal.reports import gap_referrals, suppression
from offers.bits import bits_of, positions_in, union
from offers.index import OfferIndex, current_index
from offers.models import Offer, PolicyField, UnmetSearch
from offers.models.choices import Delivery, EdgeHour, Residence
from offers.search.demand import demands
from offers.search.unmet import shown_searches
from partners.models import Municipality

FIELD, PLACE, AGE, TIME = "feld", "ort", "alter", "zeit"  # parts of addresses
NOT_SAID = "-"
REMOTE = "fern"  # as a place: help that nobody has to go to, and that comes to nobody
REMOTE_WAYS = (Delivery.PHONE, Delivery.VIDEO, Delivery.CHAT)
AGES = {"0-2": (0, 2), "3-5": (3, 5), "6-9": (6, 9), "10-13": (10, 13), "14-17": (14, 17)}  # years, both included
TIMES = {
    "frueh": (_("before 7 am"), [EdgeHour.BEFORE_7]),
    "tag": (_("by day, Monday to Friday"), []),
    "abend": (_("in the evening (after 5 pm)"), [EdgeHour.AFTER_17, EdgeHour.AFTER_20]),
    "nacht": (_("at night"), [EdgeHour.NIGHT]),
    "samstag": (_("Saturday"), [EdgeHour.SATURDAY]),
    "sonntag": (_("Sunday or public holiday"), [EdgeHour.SUNDAY, EdgeHour.PUBLIC_HOLIDAY]),
}
DAY = (7 * 60, 17 * 60)  # minutes
WORKDAYS = {"MO", "TU", "WE", "TH", "FR"}
# What filters among the words of a search say about the time.
ASKED = {
    ("wann", "abends"): ("abend",), ("wann", "wochenende"): ("samstag", "sonntag"), ("tag", "sa"): ("samstag",),
    ("tag", "so"): ("sonntag",), **{("tag", day): ("tag",) for day in ("mo", "di", "mi", "do", "fr")},
}  # fmt: skip


@dataclass
class Dimension:
    """One side of the matrix. ``bits``: by value the offers it holds for; ``NOT_SAID`` those of which nobody knows."""

    name: str
    label: str
    values: dict[str, str]
    bits: dict[str, int]


class Asked(NamedTuple):
    """What parents lacked; ``values``: by dimension the values it speaks of, none where it does not say."""

    searches: int
    referrals: int
    values: dict[str, tuple]
    words: str = ""  # of a search


@dataclass
class Cell:
    """One cell. ``mark``: “none” without any offer, “full” where parents asked in vain, “” otherwise."""

    row: str
    column: str
    offers: int = 0
    free: int = 0
    searches: int = 0
    referrals: int = 0
    in_steps: bool = False  # whether it is a place whose referrals were counted

    @property
    def is_asked(self) -> bool:
        return bool(self.searches or self.referrals)

    @property
    def referral_words(self) -> str | int:
        """How many referrals failed; beside a place 0 means that no number may be told, and not that there are none."""
        return suppression.about(self.referrals) if self.referrals and self.in_steps else self.referrals

    @property
    def mark(self) -> str:
        if {NOT_SAID, REMOTE} & {self.row, self.column}:
            return ""
        if not self.offers:
            return "none"
        return "full" if self.is_asked and not self.free else ""


@dataclass
class Gaps:
    """All that the matrix is made of, for the policy fields ``fields`` and the days from ``first`` to ``last``."""

    fields: list[PolicyField]
    whole: bool  # whether these are all policy fields
    first: date
    last: date
    index: OfferIndex = field(default_factory=current_index)

    @cached_property
    def there(self) -> int:
        """Offers of the fields that are neither planned nor paused."""
        away = union(bits for last, bits in self.index.timetable.absences if self.last <= last)
        return union(self.index.sets_of("feld", one.slug).yes for one in self.fields) & ~away

    @cached_property
    def free(self) -> int:
        """Offers with free places, as the search counts them."""
        return self.index.sets_of("plaetze", "1").yes

    @cached_property
    def municipalities(self) -> dict[str, str]:
        rows = Municipality.objects.filter(in_region=True).order_by("name", "pk").values_list("pk", "name")
        return {str(pk): name for pk, name in rows}

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        made = {
            FIELD: self._by_field,
            PLACE: self._by_place,
            AGE: self._by_age,
            TIME: self._by_time,
        }
        labels = {FIELD: _("Policy field"), PLACE: _("Place"), AGE: _("Age of the child"), TIME: _("Time")}
        found = {}
        for name, make in made.items():
            values, bits = make()
            bits = {value: bits.get(value, 0) & self.there for value in values}
            bits[NOT_SAID] = self.there & ~union(bits.values())
            found[name] = Dimension(name, str(labels[name]), {k: str(v) for k, v in values.items()}, bits)
        return found

    def _by_field(self):
        bits = {one.slug: self.index.sets_of("feld", one.slug).yes for one in self.fields}
        return {one.slug: one.name for one in self.fields}, bits

    def _by_place(self):
        """Given in a place, or coming to parents who live there; secret places count nowhere."""
        known, found = self.municipalities, defaultdict(int)
        rows = Offer.locations.through.objects.filter(location__is_hidden=False)
        here = defaultdict(list)
        for offer, place in rows.values_list("offer_id", "location__municipality_id").iterator():
            if offer in self.index.positions and str(place) in known:
                here[str(place)].append(self.index.positions[offer])
        for place, positions in here.items():
            found[place] |= bits_of(positions, len(self.index.keys))
        visiting = union(self.index.sets_of("wie", way).yes for way in (Delivery.HOME, Delivery.OUTREACH))
        for reach, bits in self.index.reaches.items():
            only = {str(pk) for pk in reach.municipality_ids}
            for place in known if bits & visiting else ():
                if reach.residence != Residence.MUNICIPALITIES or place in only:
                    found[place] |= bits & visiting
        remote = union(self.index.sets_of("wie", way).yes for way in REMOTE_WAYS)
        found[REMOTE] = remote & ~visiting & ~self.index.sets_of("wie", Delivery.ON_SITE).yes
        return known | {REMOTE: _("everywhere, by telephone or online")}, found

    def _by_age(self):
        bits = {
            band: union(self.index.sets_of("alter", str(years)).yes for years in range(youngest, oldest + 1))
            for band, (youngest, oldest) in AGES.items()
        }
        words = {band: _("%(from)s to %(to)s years") % {"from": low, "to": high} for band, (low, high) in AGES.items()}
        return words, bits

    def _by_time(self):
        timetable = self.index.timetable
        bits = {name: union(timetable.edges.get(code, 0) for code in codes) for name, (_w, codes) in TIMES.items()}
        bits["tag"] = union(offers for rule, offers in timetable.rules.items() if _is_by_day(rule))
        return {name: words for name, (words, _codes) in TIMES.items()}, bits

    @cached_property
    def searches(self) -> list[Asked]:
        """Unmet searches of these days, as far as they belong to the fields."""
        return self._of_fields(self._searches())

    @cached_property
    def refused(self) -> dict[int | None, int]:
        """How many referrals of these days were turned down in each policy field, by its key."""
        return gap_referrals.by_field(self.first, self.last)

    @cached_property
    def by_field(self) -> list[Asked]:
        """The same, as cells count it."""
        return self._of_fields(self._refused(key, None, count) for key, count in self.refused.items())

    @cached_property
    def by_place(self) -> list[Asked]:
        """The same by field and place, as much of it as may be told."""
        rows = gap_referrals.by_place(self.first, self.last, list(self.municipalities), self.refused)
        return self._of_fields(self._refused(*row) for row in rows)

    def _refused(self, key: int | None, place: int | None, count: int) -> Asked:
        field = {one.pk: one.slug for one in self.fields}.get(key)
        values = {FIELD: field, PLACE: place and str(place)}
        return Asked(0, count, {name: (value,) for name, value in values.items() if value})

    def _of_fields(self, rows) -> list[Asked]:
        slugs = {one.slug for one in self.fields}
        return [row for row in rows if self.whole or slugs & set(row.values.get(FIELD, ()))]

    def _searches(self):
        slugs = {one.pk: one.slug for one in self.fields}
        keys = {name: key for key, name in self.municipalities.items()}
        rows = UnmetSearch.objects.filter(week__range=(self.first, self.last), words__in=shown_searches())
        counts = dict(rows.order_by("words").values_list("words").annotate(total=Sum("count")))
        for words, demand in demands(counts).items():
            times = tuple(dict.fromkeys(slot for one in demand.times for slot in ASKED.get(one, ())))
            values = {FIELD: slugs.get(demand.field), PLACE: keys.get(demand.place)}
            said = {name: (value,) for name, value in values.items() if value} | ({TIME: times} if times else {})
            if self.whole or FIELD in said:
                yield Asked(counts[words], 0, said, words)

    def offers_in(self, chosen: dict[str, str]) -> int:
        """Offers that have all the chosen values, by dimension."""
        found = self.there
        for name, value in chosen.items():
            found &= self.dimensions[name].bits.get(value, 0)
        return found

    def keys_of(self, bits: int) -> list[int]:
        """The primary keys of a set of offers."""
        return [self.index.keys[position] for position in positions_in(bits)]

    def cell(self, row: str, column: str, bits: int, asked: tuple[int, int], in_steps: bool) -> Cell:
        return Cell(row, column, bits.bit_count(), (bits & self.free).bit_count(), *asked, in_steps)

    def matrix(self, rows: str, columns: str, chosen: dict[str, str]) -> list[list[Cell]]:
        """All cells, row by row; the last row and column are for what is not said."""
        base, counts = self.offers_in(chosen), self._counts(rows, columns, chosen)
        across, in_steps = self.dimensions[columns].bits, PLACE in (rows, columns, *chosen)
        return [
            [
                self.cell(row, column, base & down & bits, counts[row, column], in_steps)
                for column, bits in across.items()
            ]
            for row, down in self.dimensions[rows].bits.items()
        ]

    def totals(self, name: str, chosen: dict[str, str]) -> list[Cell]:
        """Each value of a dimension, whatever the others say; no offer counts twice."""
        base, found, in_steps = self.offers_in(chosen), Counter(), PLACE in (name, *chosen)
        for row in self.asked_in(chosen, name):
            for value in row.values.get(name, (NOT_SAID,)):
                found[value, "searches"] += row.searches
                found[value, "referrals"] += row.referrals
        return [
            self.cell(value, "", base & bits, (found[value, "searches"], found[value, "referrals"]), in_steps)
            for value, bits in self.dimensions[name].bits.items()
        ]

    def asked_in(self, chosen: dict[str, str], *sides: str) -> list[Asked]:
        """What parents lacked with the chosen values; ``sides``: dimensions by which it is told apart besides."""
        referrals = self.by_place if PLACE in (*chosen, *sides) else self.by_field
        return [
            row for row in (*self.searches, *referrals)
            if all(value in row.values.get(name, (NOT_SAID,)) for name, value in chosen.items())
        ]  # fmt: skip

    def _counts(self, rows, columns, chosen) -> dict:
        counts = defaultdict(lambda: (0, 0))
        for asked in self.asked_in(chosen, rows, columns):
            for row in asked.values.get(rows, (NOT_SAID,)):
                for column in asked.values.get(columns, (NOT_SAID,)):
                    before = counts[row, column]
                    counts[row, column] = before[0] + asked.searches, before[1] + asked.referrals
        return counts

    def words_in(self, chosen: dict[str, str]) -> list[tuple[str, int]]:
        """The unmet searches with the chosen values, most frequent first."""
        found = [(row.words, row.searches) for row in self.asked_in(chosen) if row.words]
        return sorted(found, key=lambda row: (-row[1], row[0]))


def _is_by_day(rule) -> bool:
    """Whether a rule has hours from Monday to Friday between seven and five."""
    if rule.opens is None or not WORKDAYS & set(rule.weekdays):
        return False
    opens, closes = (clock.hour * 60 + clock.minute for clock in (rule.opens, rule.closes))
    return opens < DAY[1] and (closes if closes > opens else closes + 24 * 60) > DAY[0]
