"""Why an offer was found: the matched words marked, and the need where no word shows it."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.text import fold, stem
from offers.search.understanding import Understanding

SHORTEST_PART = 4  # letters of a stem that is marked within a compound
_WORDS = re.compile(r"(\w+)")


def explained(cards: list, understanding: Understanding) -> list:
    """The cards with what was searched for marked; where nothing is, with the need they serve."""
    if not understanding.words:
        return cards
    with current_catalogue() as catalogue:
        return [_explained(card, understanding, catalogue) for card in cards]


def _explained(card, understanding: Understanding, catalogue: Catalogue):
    title = marked(card.title, understanding.searched)
    summary = marked(card.summary, understanding.searched)
    if any(hit for _text, hit in (*title, *summary)):
        return replace(card, title_pieces=title, summary_pieces=summary)
    need = need_served(card.row.pk, understanding, catalogue)
    return replace(card, reason=_("Fits: %(need)s") % {"need": need} if need else "")


def marked(text: str, stems) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it was searched for."""
    pieces = []
    for piece in _WORDS.split(text):
        hit = bool(piece) and is_meant(stem(fold(piece)), stems)
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = pieces[-1][0] + piece, hit
        elif piece:
            pieces.append((piece, hit))
    return tuple(pieces)


def is_meant(word: str, stems) -> bool:
    """Whether a stem is one of ``stems``, or a compound that starts or ends with one."""
    return word in stems or any(
        len(part) >= SHORTEST_PART and (word.startswith(part) or word.endswith(part)) for part in stems
    )


def need_served(key: int, understanding: Understanding, catalogue: Catalogue) -> str:
    """The name of the need for which an offer was found; empty where it was found by its words."""
    needs = [
        (-weight * strength, concept)
        for concept, weight in understanding.needs.weights.items()
        if concept in catalogue.names and (strength := catalogue.strength(concept, key))
    ]
    return catalogue.names[min(needs)[1]] if needs else ""
