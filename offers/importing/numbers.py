"""The telephone numbers in a cell."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from offers.importing.cells import filled
from partners.phones import SHORT_NUMBERS, read_phone

FEWEST_DIGITS = 6  # with the area code; less is half a number, such as “oder -12”
_SEPARATORS = re.compile(r"\s*(?:;|\n|,|\||\bund\b|\boder\b|\bsowie\b|\bbzw\.?)\s*")
_BETWEEN_TWO = re.compile(r"(?<=\d)\s*/\s*(?=(?:\+|00?[1-9]))")  # 0351 123456 / 0171 123456, not 0351 / 123456
_WORDS = re.compile(
    r"^(?:tel(?:efon)?(?:nummer)?|fon|mobil|handy|ruf(?:nummer)?|zentrale|festnetz)\b\.?\s*(?:nr\.?)?\s*:?\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?[\d\s()./\-–]+")
_NOTE = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")  # brackets that hold words


@dataclass(frozen=True)
class Numbers:
    """Numbers as E.164, and word for word what is none."""

    found: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def read_numbers(text: str) -> Numbers:
    """All numbers of a cell in their order, each once. A piece that is no number for certain stays as it is."""
    text = filled(text)
    notes = _NOTE.findall(text)
    found, rest = [], []
    for piece in _pieces(_NOTE.sub(" ", text)):
        number = _number(piece)
        if number is None:
            rest.append(piece)
        elif number not in found:
            found.append(number)
    return Numbers(tuple(found), tuple(rest + notes))


def _pieces(text: str) -> list[str]:
    pieces = []
    for part in _SEPARATORS.split(text):
        halves = _BETWEEN_TWO.split(part)
        whole = all(_digits(half) >= FEWEST_DIGITS for half in halves)
        pieces += halves if whole else [part]
    return [piece.strip() for piece in pieces if piece.strip()]


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _number(piece: str) -> str | None:
    piece = _WORDS.sub("", piece).strip()
    digits = "".join(character for character in piece if character.isdigit())
    # Letters would be taken for the letters on the keys of a telephone.
    if not _NUMBER.fullmatch(piece) or (len(digits) < FEWEST_DIGITS and digits not in SHORT_NUMBERS):
        return None
    if digits not in SHORT_NUMBERS and not (piece.lstrip("( ").startswith(("0", "+"))):
        return None  # without an area code nobody knows where it rings
    try:
        return read_phone(piece)
    except ValidationError:
        return None
