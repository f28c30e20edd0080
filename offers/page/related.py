"""What usually comes next, and what other partners offer on the same topics."""

from collections import Counter
from itertools import chain, islice

from offers.bits import positions_in
from offers.index import OfferIndex
from offers.models import Offer

SHOWN = 4
LOOKED_AT = 20  # offers of others among which to choose
COLUMNS = ["title", "slug", "partner__name", "partner__short_name"]  # of a tile


def next_and_related(index: OfferIndex, offer, next_keys, topic_slugs) -> tuple[list, list]:
    """Offers that usually follow, and up to four of other partners. One query for any number of offers.

    Each partner once before any twice; those that share all topics before those that share one; else in the fair order
    of the day.
    """
    others = (position for position in _about(index, topic_slugs) if index.partner_ids[position] != offer.partner_id)
    others = (position for position in others if index.keys[position] not in next_keys)
    related = [index.keys[position] for position in _in_turns(index, islice(others, LOOKED_AT))[:SHOWN]]
    rows = Offer.objects.published().select_related("partner").only(*COLUMNS).in_bulk([*next_keys, *related])
    follow = sorted((rows[key] for key in next_keys if key in rows), key=lambda row: (row.title, row.pk))
    return follow, [rows[key] for key in related if key in rows]


def _in_turns(index, positions) -> list[int]:
    """Each partner's first before anybody's second; the order is kept otherwise."""
    turns = Counter()
    placed = []
    for position in positions:
        partner_id = index.partner_ids[position]
        placed.append((turns[partner_id], position))
        turns[partner_id] += 1
    return [position for _turn, position in sorted(placed, key=lambda pair: pair[0])]


def _about(index, topic_slugs):
    """Positions of offers with all, then of those with some of the topics."""
    sets = [index.sets_of("thema", slug).yes for slug in topic_slugs]
    every, some = (sets[0], sets[0]) if sets else (0, 0)
    for bits in sets:
        every, some = every & bits, some | bits
    return chain(positions_in(every), positions_in(some & ~every))
