"""Words as search compares them: folded, cut into tokens, reduced to stems."""

import re
import threading
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

_one_at_a_time = threading.Lock()
LONGEST_WORD = 40  # characters; what is longer is no word
MOST_WORDS = 40  # of one query
_WORD = re.compile(r"[^\W_]+(?:['’´`][^\W_]+)*")
# Letters that do not come apart into a letter and a mark, and the forms of Arabic letters people mix up.
_LETTERS = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ґ": "г",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "\u200c": " ",
})  # fmt: skip
_EASY = re.compile(r"[\x00-\x7fäöüÄÖÜß„“–]*")  # German texts, for which all that follows would change no more
_UMLAUTS = {"a", "o", "u"}
_SNOWBALL = {
    "de": "german", "en": "english", "ru": "russian", "tr": "turkish", "ar": "arabic", "pl": "polish",
    "ro": "romanian", "fa": "persian", "fr": "french",
}  # fmt: skip
# Words that mean the same wherever they stand, by their German stems.
_SAME = {
    "mama": "mutt", "mamas": "mutt", "mami": "mutt", "mamis": "mutt", "mutti": "mutt", "muttis": "mutt",
    "papa": "vat", "papas": "vat", "papi": "vat", "papis": "vat", "vati": "vat", "vatis": "vat",
    "kid": "kind", "kids": "kind", "was": "etwas", "nix": "nicht", "nich": "nicht", "furs": "fur",
}  # fmt: skip
# Endings of Ukrainian nouns, verbs and adjectives, longest first; Snowball has no Ukrainian.
_UKRAINIAN = sorted(
    [
        "ами",
        "ями",
        "ому",
        "ого",
        "ими",
        "ій",
        "ої",
        "ою",
        "ею",
        "єю",
        "ів",
        "їв",
        "ам",
        "ям",
        "ах",
        "ях",
        "ові",
        "еві",
        "ати",
        "яти",
        "ити",
        "ють",
        "уть",
        "ають",
        "ить",
        "їть",
        "ала",
        "ила",
        "ли",
        "ла",
        "ло",
        "в",
        "а",
        "я",
        "о",
        "е",
        "є",
        "и",
        "і",
        "ї",
        "у",
        "ю",
        "ь",
        "й",
    ],
    key=len,
    reverse=True,
)


def fold(text: str) -> str:
    """Lower case without accents; ä, ö and ü stay, the stemmer needs them."""
    if _EASY.fullmatch(text):
        return text.lower().replace("ß", "ss")
    folded, previous = [], ""
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        if not unicodedata.combining(character) or (character == "\u0308" and previous in _UMLAUTS):
            folded.append(character)
        elif character == "\u0306" and previous == "и":
            folded.append(character)  # й is a letter of its own
        previous = character
    return unicodedata.normalize("NFC", "".join(folded)).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= LONGEST_WORD]


def is_short_number(word: str) -> bool:
    """House numbers and the 2 of “ALG 2” find nothing by themselves."""
    return word.isdigit() and len(word) < 4


def stems_of(text: str, language: str = "de") -> list[str]:
    """The stems of a text, in order."""
    return [stem(word, language) for word in words_of(text)]


@lru_cache(maxsize=20_000)
def stem(word: str, language: str = "de") -> str:
    """The stem of a folded word; numbers and words of other scripts come out as they are."""
    if any(character.isdigit() for character in word):
        return word
    if language == "uk":
        return _ukrainian(word)
    if language == "de":
        return _german(word)
    return plain(_snowball(word, language)) if language in _SNOWBALL else plain(word)


def _german(word: str) -> str:
    """Snowball's stem, but for what it cuts too far: “Kurs” is no “Kur”, and “Sicherheit” is not “sich”."""
    if word.endswith("kurs"):
        return plain(word)
    short = plain(_snowball(word, "de"))
    if len(short) <= 4 and len(word) - len(short) >= 4:
        return plain(word)
    return _SAME.get(short, short)


def plain(word: str) -> str:
    """Without the dots of umlauts, as Snowball writes German stems and as many people type."""
    return word.translate(_PLAIN)


_PLAIN = str.maketrans("äöüëï", "aouei")


def _snowball(word: str, language: str) -> str:
    with _one_at_a_time:  # a stemmer works on the word inside of itself; threads would mix theirs up
        return _stemmer(language).stemWord(word)


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(_SNOWBALL[language])


def _ukrainian(word: str) -> str:
    for ending in _UKRAINIAN:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def script_of(text: str) -> str:
    """The script of a text by its first letter that tells: “latin”, “cyrillic” or “arabic”."""
    for character in text:
        if "\u0400" <= character <= "\u052f":
            return "cyrillic"
        if "\u0600" <= character <= "\u06ff":
            return "arabic"
        if character.isalpha():
            return "latin"
    return "latin"
