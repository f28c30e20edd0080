"""The languages in a cell, by their German names."""

import re
from dataclasses import dataclass

from offers.importing.cells import filled
from partners.languages import LANGUAGE_NAMES

CODES = {
    "deutsch": "de", "englisch": "en", "ukrainisch": "uk", "russisch": "ru", "türkisch": "tr", "arabisch": "ar",
    "polnisch": "pl", "rumänisch": "ro", "farsi": "fa", "persisch": "fa", "französisch": "fr", "vietnamesisch": "vi",
    "spanisch": "es", "italienisch": "it", "portugiesisch": "pt", "tschechisch": "cs", "bulgarisch": "bg",
    "serbisch": "sr", "kroatisch": "hr", "albanisch": "sq", "griechisch": "el", "ungarisch": "hu", "kurdisch": "ku",
    "tigrinya": "ti", "tigrinisch": "ti", "somali": "so", "somalisch": "so", "paschtu": "ps", "pashto": "ps",
    "paschto": "ps", "aserbaidschanisch": "az", "tschetschenisch": "ce", "georgisch": "ka", "armenisch": "hy",
    "chinesisch": "zh", "mandarin": "zh", "hindi": "hi", "urdu": "ur", "romani": "rom", "romanes": "rom",
}  # fmt: skip
SIGNED = {"gebärdensprache", "deutsche gebärdensprache", "dgs", "gebärdensprachdolmetscher", "gsg"}
_SEPARATORS = re.compile(r"\s*(?:[;,/|\n]|\bund\b|\bsowie\b|\bu\.|&)\s*")
_INTERPRETER = re.compile(r"dolmetsch|sprachmittl|übersetz", re.IGNORECASE)


@dataclass(frozen=True)
class Spoken:
    """Codes of the languages, whether others can be interpreted or signed, and words that are no language we know."""

    codes: tuple[str, ...] = ()
    interpreter: bool = False
    signed: bool = False
    unknown: tuple[str, ...] = ()


def read_languages(text: str) -> Spoken:
    """What a cell such as “Deutsch, Arabisch, Gebärdensprache” says."""
    codes, unknown, interpreter, signed = set(), [], False, False
    for piece in _SEPARATORS.split(filled(text)):
        word = re.sub(r"\s*\(.*?\)", "", piece).strip(" .:").casefold()
        if not word:
            continue
        if word in SIGNED:
            signed = True
        elif _INTERPRETER.search(word):
            interpreter = True
        elif word in CODES or word in LANGUAGE_NAMES:
            codes.add(CODES.get(word, word))
        else:
            unknown.append(piece.strip())
    return Spoken(tuple(code for code in LANGUAGE_NAMES if code in codes), interpreter, signed, tuple(unknown))
