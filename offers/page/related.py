"""What usually comes next, and what other partners offer on the same topics."""

from collections import Counter
from itertools import chain, islice

from offers.bits import positions_in
from offers.index import current_index
from offers.models import Offer

SHOWN = 4
LOOKED_AT = 20  # the partner's own offers among them are left out


def next_and_related(offer, next_keys, topic_slugs) -> tuple[list, list]:
    """Offers that usually follow, and up to four of other partners. One query, and one for the index.

    Each partner once before any twice; those that share all topics before those that share one; else in the fair order
    of the day.
    """
    candidates = [key for key in _about(topic_slugs) if key != offer.pk and key not in next_keys]
    rows = Offer.objects.published().select_related("partner").in_bulk([*next_keys, *candidates])
    follow = sorted((rows[key] for key in next_keys if key in rows), key=lambda row: (row.title, row.pk))
    others = [rows[key] for key in candidates if key in rows and rows[key].partner_id != offer.partner_id]
    return follow, _in_turns(others)[:SHOWN]


def _in_turns(offers) -> list:
    """Each partner's first before anybody's second; the order is kept otherwise."""
    turns = Counter()
    placed = []
    for offer in offers:
        placed.append((turns[offer.partner_id], offer))
        turns[offer.partner_id] += 1
    return [offer for _turn, offer in sorted(placed, key=lambda pair: pair[0])]


def _about(topic_slugs) -> list[int]:
    """Keys of offers with all or some of the topics."""
    index = current_index()
    sets = [index.sets_of("thema", slug).yes for slug in topic_slugs]
    every, some = (sets[0], sets[0]) if sets else (0, 0)
    for bits in sets:
        every, some = every & bits, some | bits
    positions = chain(positions_in(every), positions_in(some & ~every))
    return [index.keys[position] for position in islice(positions, LOOKED_AT)]
