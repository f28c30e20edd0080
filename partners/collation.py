"""German order of words, Ä as A and ß as ss (DIN 5007-1), whatever the database thinks of it."""

import string
import unicodedata

DIGITS = "0–9"
OTHER = "*"
LETTERS = [DIGITS, *string.ascii_uppercase]

# Letters that Unicode does not take apart by itself.
WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def german_key(text: str) -> str:
    """What to sort ``text`` by: small letters without accents, from the first letter or digit on."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(WHOLE_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    # „Kleine Elster“ stands under K.
    return plain.lstrip("".join(character for character in plain if not character.isalnum()))


def letter_of(text: str) -> str:
    """The letter a word stands under: A to Z, ``DIGITS``, or ``OTHER`` for other alphabets."""
    return letter_of_key(german_key(text))


def letter_of_key(key: str) -> str:
    """The letter for a ``german_key``."""
    first = key[:1].upper()
    if first.isdigit():
        return DIGITS
    return first if first in LETTERS else OTHER
