"""What a cell says about the cost. Only plain amounts and certain words are taken; the rest stays in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from offers.importing.cells import filled
from offers.models.choices import CostKind

FREE = {"free", "kostenlos", "kostenfrei", "gratis", "unentgeltlich", "umsonst", "gebührenfrei", "frei", "keine",
        "keine kosten", "ohne kosten", "nichts", "0", "0 €", "0 euro", "0,00 €", "0,00 euro"}  # fmt: skip
_AMOUNT = r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\d{1,6}(?:[.,](?:\d\d?|-{1,2}|–))?"
_MONEY = rf"(?:(?:€|eur)\s*(?:{_AMOUNT})|(?:{_AMOUNT})\s*(?:€|euro\b|eur\b))"
_PER = r"(?:\s*(?:/|pro|je|im|per|in der)\s*(?P<unit>[^\W\d_]+)|\s+(?P<often>monatlich|jährlich|täglich|wöchentlich))?"
_REDUCED = rf"(?:\s*[,(/;]?\s*(?:ermäßigt|erm\.)\s*:?\s*(?P<reduced>{_MONEY})\s*\)?)?"
_OPTION = re.compile(rf"(?P<label>[^\d€,;()]*?)\s*:?\s*(?P<money>{_MONEY}){_PER}{_REDUCED}", re.IGNORECASE)
_ANY_MONEY = re.compile(rf"{_MONEY}|\d\s*cent\b", re.IGNORECASE)
_PRICED = re.compile(
    r"\b(?:kostenpflichtig|gebührenpflichtig|(?:un)?kostenbeitrag|(?:betriebs)?kostenbeteiligung|teilnahmegebühr|"
    r"teilnehmer(?:beitrag|gebühr)|aufwandsentschädigung|kursgebühr|elternbeitrag|eintrittspreis)\w*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:nicht|kein\w*|ohne|weder)\b", re.IGNORECASE)
_GIFT = re.compile(r"spende", re.IGNORECASE)  # nobody has to
_INCOME = re.compile(r"einkommen", re.IGNORECASE)
# An amount with such a word before it is no price one can name.
_VAGUE = re.compile(
    r"\b(?:ca|circa|etwa|ungefähr|ab|bis|zu|rund|über|unter|mindestens|höchstens|max|min|von|nach|zwischen)\b"
)
DEAREST = 1_000_000  # euros; beyond what an offer can store, and no price of help for parents
UNITS = {"monatlich": "Monat", "jährlich": "Jahr", "täglich": "Tag", "wöchentlich": "Woche"}


@dataclass(frozen=True)
class Price:
    """One price in euros."""

    amount: Decimal
    label: str = ""
    unit: str = ""
    reduced: Decimal | None = None


@dataclass(frozen=True)
class Cost:
    """What is known, in words what no price can say, and the prices."""

    kind: str = CostKind.UNKNOWN
    text: str = ""
    prices: tuple[Price, ...] = ()


def read_cost(text: str) -> Cost:
    """“free”, “4,00 Euro”, “Erwachsene 5 €, Kinder 3 €/Monat”, or words."""
    text = " ".join(filled(text).split())
    if not text:
        return Cost()
    first, _separator, rest = text.partition(";")
    if _is_free(first) and not _ANY_MONEY.search(rest):
        return Cost(CostKind.FREE, rest.strip())
    if prices := _prices(text):
        return Cost(CostKind.PRICED if any(price.amount for price in prices) else CostKind.FREE, "", prices)
    return Cost(_kind_of(text), text)


def _is_free(text: str) -> bool:
    return text.casefold().strip(" .!") in FREE


def _kind_of(text: str) -> str:
    if _INCOME.search(text):
        return CostKind.INCOME
    if _GIFT.search(text):
        return CostKind.UNKNOWN
    if _ANY_MONEY.search(text) or (_PRICED.search(text) and not _DENIED.search(text)):
        return CostKind.PRICED
    return CostKind.UNKNOWN


def _prices(text: str) -> tuple[Price, ...]:
    """The prices of a text that consists of nothing else; nothing where a single piece is anything but a price."""
    if _GIFT.search(text):
        return ()
    whole = [_OPTION.fullmatch(text.strip(" ."))]
    pieces = whole if whole[0] else [_OPTION.fullmatch(piece.strip(" .")) for piece in re.split(r";|,(?!\d)", text)]
    if not all(pieces) or any(_VAGUE.search(piece["label"].casefold()) for piece in pieces):
        return ()
    prices = tuple(_price(piece) for piece in pieces)
    fitting = all(len(price.label) <= 100 and len(price.unit) <= 40 and price.amount < DEAREST for price in prices)
    return prices if fitting else ()


def _price(found) -> Price:
    label, unit = found["label"].strip(" :–-"), found["unit"] or UNITS.get((found["often"] or "").casefold(), "")
    if label.casefold() in UNITS:
        label, unit = "", UNITS[label.casefold()]
    reduced = _amount(found["reduced"]) if found["reduced"] else None
    return Price(_amount(found["money"]), label, unit, reduced)


def _amount(money: str) -> Decimal:
    """“1.200,50 €”, “4,-- Euro” and “5.5 €” as a number."""
    digits = re.search(_AMOUNT, money)[0].rstrip("-–.,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?", digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", ".")).quantize(Decimal("0.01"))
