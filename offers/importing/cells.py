"""What single cells say: yes or no, ages, days, addresses. Each returns a value or raises ``UnreadableCell``."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.importing.problems import UnreadableCell

EMPTY = {"-", "–", "—", "--", "k.a.", "k. a.", "ka", "keine angabe", "keine angaben", "n/a", "n.a.", "null", "none",
         "nan", "?", "unbekannt", "unknown", "nicht bekannt", "entfällt", "./."}  # fmt: skip
YES = {"yes", "ja", "j", "y", "true", "wahr", "1", "x", "möglich", "ja, möglich"}
NO = {"no", "nein", "n", "false", "falsch", "0", "nicht möglich", "leider nicht"}
OLDEST = 27 * 12  # months; the most an offer can say
MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        ("januar jan", "februar feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
         "september sep sept", "oktober okt", "november nov", "dezember dez"), start=1,
    )
    for name in names.split()
}  # fmt: skip
LONGEST_EMAIL = 254  # RFC 5321
FIRST_YEAR = 1990  # nobody has seen a source on the web before

_AGE = re.compile(
    r"(?P<word>ab|von|bis|unter|ü|u)?\s*(?P<low>\d{1,3}(?:[.,]\d)?)\s*(?P<low_unit>jahren?|j\.?|monaten?|mon\.?)?"
    r"(?:\s*(?:-|–|bis)\s*(?P<high>\d{1,3}(?:[.,]\d)?)\s*(?P<unit>jahren?|j\.?|monaten?|mon\.?)?)?"
)
_DAY = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?(?:[t ].*)?"),
    re.compile(r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})[./]\s*(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>[a-zäöü]+)\.?\s+(?P<year>\d{4})"),
)


def filled(text: str) -> str:
    """The cell, or nothing where it only says that there is nothing to say."""
    text = text.strip()
    return "" if text.casefold() in EMPTY else text


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or None for not known."""
    word = filled(text).casefold().rstrip(".!")
    if not word:
        return None
    if word in YES or word in NO:
        return word in YES
    raise UnreadableCell(_("“%(text)s” is neither yes nor no.") % {"text": short(text)})


def age_range(low: tuple, high: tuple) -> tuple[int | None, int | None]:
    """First and last month of age of what the two cells say, each as ``ages`` has read it."""
    first = low[0] if low[0] is not None else high[0]
    last = high[1] if high[1] is not None else low[1]
    if first is not None and last is not None and first > last:
        raise UnreadableCell(_("The youngest age is above the oldest."))
    return first, last


def ages(text: str, side: str) -> tuple[int | None, int | None]:
    """Months from and to that one cell says, such as “3” or “3-6”; ``side`` decides what a single number means."""
    text = filled(text)
    if not text:
        return None, None
    found = _AGE.fullmatch(text.casefold().replace("lebensjahr", "jahr").strip(" ."))
    if not found:
        raise UnreadableCell(_("“%(text)s” is no age in years.") % {"text": short(text)})
    unit = found["unit"] or found["low_unit"]
    low_unit = found["low_unit"] or unit
    if found["high"]:
        return _first_month(found["low"], low_unit), _last_month(found["high"], unit)
    if found["word"] in ("bis", "unter", "u") or (side == "high" and not found["word"]):
        last = _last_month(found["low"], unit)
        under = found["word"] in ("unter", "u")
        return None, (_first_month(found["low"], unit) - 1 if under else last)
    return _first_month(found["low"], unit), None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _first_month(number: str, unit: str | None) -> int:
    months = round(_number(number) * (1 if (unit or "").startswith("mon") else 12))
    if months > OLDEST:
        raise UnreadableCell(_("An offer for children cannot begin at %(age)s.") % {"age": number})
    return months


def _last_month(number: str, unit: str | None) -> int:
    """The month before the next birthday: up to 3 years is 47; above what an offer can say it is the most."""
    if (unit or "").startswith("mon"):
        return min(round(_number(number)), OLDEST)
    whole = _number(number).is_integer()
    return min(round(_number(number) * 12) + (11 if whole else 0), OLDEST)


def day_seen(text: str) -> date | None:
    """The day, or the first day of the month or year, on which somebody has seen the source."""
    text = filled(text).casefold()
    if not text:
        return None
    for pattern in _DAY:
        if found := pattern.fullmatch(text):
            return _day(text, **found.groupdict())
    raise UnreadableCell(_("“%(text)s” is no day. Please write 2025-11-30 or 30.11.2025.") % {"text": short(text)})


def _day(text: str, year: str, month: str | None, day: str | None) -> date:
    try:
        number = MONTH_NAMES[month] if month and month.isalpha() else int(month or 1)
        found = date(int(year) + (2000 if len(year) == 2 else 0), number, int(day or 1))
    except (ValueError, KeyError):
        raise UnreadableCell(_("There is no day “%(text)s”.") % {"text": short(text)}) from None
    if found.year < FIRST_YEAR or found > timezone.localdate():
        raise UnreadableCell(_("“%(text)s” is no day on which a source was seen.") % {"text": short(text)})
    return found


def web_addresses(text: str) -> list[str]:
    """The addresses in a cell, ``https://`` added where nobody wrote how to get there."""
    return [_web_address(word) for word in re.split(r"[;,\s]+", filled(text)) if word]


def _web_address(word: str) -> str:
    address = word if "://" in word else f"https://{word}"
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError:
        raise UnreadableCell(_("“%(text)s” is no address on the web.") % {"text": short(word)}) from None
    if len(address) > 500:
        raise UnreadableCell(_("The address “%(text)s” is too long.") % {"text": short(word)})
    return address


def email_addresses(text: str) -> list[str]:
    """The e-mail addresses in a cell, also those hidden from machines as “info(at)example.org”."""
    text = re.sub(r"\s*[(\[{]\s*(?:at|ät)\s*[)\]}]\s*", "@", filled(text), flags=re.IGNORECASE)
    text = re.sub(r"\bmailto:|\be-?mail:\s*", "", text, flags=re.IGNORECASE)
    words = [word.strip("<>.") for word in re.split(r"[;,\s]+|\s(?:und|oder)\s", text) if "@" in word]
    if text and not words:
        raise UnreadableCell(_("“%(text)s” is no e-mail address.") % {"text": short(text)})
    for word in words:
        try:
            validate_email(word)
            if len(word) > LONGEST_EMAIL:
                raise ValidationError("")
        except ValidationError:
            raise UnreadableCell(_("“%(text)s” is no e-mail address.") % {"text": short(word)}) from None
    return words


def short(text: str, limit: int = 60) -> str:
    """The beginning of a cell, for a sentence about it."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
