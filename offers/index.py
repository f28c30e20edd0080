"""All published offers in memory, as sets of bits: what makes counting and filtering cheap at any size.

Each offer has a position in the fair order of the day; a set of offers is an integer with a bit at each position. The
index belongs to one number of ``changes.content_version`` and one day, and is built anew when either moves on. It holds
keys and bits only, no texts: rows come from the database.
"""

import hashlib
import threading
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from network_portal.changes import content_version
from offers import index_rows
from offers.bits import Sets, bits_of
from offers.timetable import Timetable

_lock = threading.Lock()
_kept = None  # the last index of this process


@dataclass
class OfferIndex:
    """Which offers there are on a day, in fair order, and what is true of them."""

    day: date
    keys: array  # primary keys by position
    partner_ids: array  # keys of their partners by position
    everything: Sets
    facets: dict[str, dict[str, Sets]]  # name of the filter -> value -> offers
    timetable: Timetable
    choices: dict[str, list[tuple[str, str]]]  # values and names of policy fields, topics, situations
    reaches: dict[index_rows.Reach, int]  # where offers are and for whom -> offers
    version: int | None = None
    card_rows: dict = field(default_factory=dict)  # what the cards shown last print, by key (``finding.py``)
    pages: dict = field(default_factory=dict)  # rows behind the offer pages shown last (``page/rows.py``)
    nearby: dict = field(default_factory=dict)  # places asked for -> their surroundings (``nearby.py``)
    prepared: dict = field(default_factory=dict)  # language -> filters and form of ``OfferFilter``

    @cached_property
    def positions(self) -> dict[int, int]:
        """Positions by primary key."""
        return {key: position for position, key in enumerate(self.keys)}

    @cached_property
    def partner_count(self) -> int:
        """How many partners offer something."""
        return len(set(self.partner_ids))

    def totals(self, name: str) -> dict[str, int]:
        """How many offers there are of each value of the filter ``name``."""
        return self.counts(self.everything.yes, name)

    def sets_of(self, name: str, value: str) -> Sets:
        """The offers that answer ``value`` to the filter ``name``, and those of which it is not known."""
        answers = self.facets.get(name, {})
        sets, silent = answers.get(value, Sets()), answers.get("", Sets())  # "": nothing at all is known
        return Sets(sets.yes, (sets.unknown | silent.unknown) & ~sets.yes)

    def counts(self, bits: int, name: str) -> dict[str, int]:
        """How many of the offers in ``bits`` answer each value of the filter ``name`` for certain."""
        return {value: (sets.yes & bits).bit_count() for value, sets in self.facets.get(name, {}).items() if value}


def current_index() -> OfferIndex:
    """The index of this moment; built by the first request after a change, and once a day."""
    global _kept  # one index per process, replaced as a whole
    version, day = content_version(), timezone.localdate()
    kept = _kept
    if version is not None and kept is not None and (kept.version, kept.day) == (version, day):
        return kept
    with _lock:
        if version is not None and _kept is not None and (_kept.version, _kept.day) == (version, day):
            return _kept
        index = build_index(day)
        index.version = version
        if version is not None:
            _kept = index
    return index


def build_index(day: date) -> OfferIndex:
    """Read all that is published on ``day``; the number of queries does not depend on the number of offers."""
    rows = fair_order(index_rows.offers(day), day)
    size = len(rows)
    position_of = {row.pk: position for position, row in enumerate(rows)}
    facets = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for name, value, pk, certain in index_rows.answers(rows, day):
        if pk in position_of:
            facets[name][value][0 if certain else 1].append(position_of[pk])
    return OfferIndex(
        day=day,
        keys=array("q", [row.pk for row in rows]),
        partner_ids=array("q", [row.partner_id for row in rows]),
        everything=Sets((1 << size) - 1),
        facets={
            name: {value: Sets(bits_of(yes, size), bits_of(unknown, size)) for value, (yes, unknown) in values.items()}
            for name, values in facets.items()
        },
        choices=index_rows.term_choices(),
        timetable=Timetable.read(rows, position_of, size),
        reaches={
            reach: bits_of((position_of[key] for key in keys), size) for reach, keys in index_rows.reaches(rows).items()
        },
    )


def fair_order(rows: list, day: date) -> list:
    """Each partner's first offer before anybody's second; who comes first is drawn anew each day, the same for all."""

    def lot(*words) -> bytes:
        return hashlib.blake2b(repr((day.toordinal(), *words)).encode(), digest_size=8).digest()

    turns, turn_of = defaultdict(int), {}
    for row in sorted(rows, key=lambda row: lot("offer", row.pk)):
        turn_of[row.pk] = turns[row.partner_id]
        turns[row.partner_id] += 1
    partner_lots = {partner_id: lot("partner", partner_id) for partner_id in turns}
    return sorted(rows, key=lambda row: (turn_of[row.pk], partner_lots[row.partner_id], row.pk))
