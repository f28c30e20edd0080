"""The addresses in the cells of street, postcode and town; two sites may stand in one cell."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from offers.importing.cells import filled, short
from offers.importing.problems import UnreadableCell
from partners.text import name_key

_NEVER_INSIDE = re.compile(r"\s*(?:;|\n|\|)\s*")
_PERHAPS = re.compile(r"\s+/\s+|\s+und\s+|\s+sowie\s+")
_WHOLE_STREET = re.compile(
    r"[^\W\d_].*(?:\s|str\.|straße|strasse)\d+\s?[a-z]?(?:\s?[-/]\s?\d+\s?[a-z]?)?", re.IGNORECASE
)
# “Hauptstr. 7, 2. Etage”, “Hauptstr. 7 (Hof)”, “Hauptstr. 7 – Eingang Schulstr.”: number first, then how to get there.
_WITH_DIRECTIONS = re.compile(
    r"(?P<street>[^,(]*?[^\W\d_.)]\.?\s*\d+\s?[a-zA-Z]?(?:\s?[-/]\s?\d+\s?[a-zA-Z]?)?)"
    r"(?:\s*,\s*|\s+[–-]\s+|\s+(?=\()|\s+(?=(?:Eingang|Zugang|Haus|Aufgang|Etage|Raum)\b))(?P<directions>\S.*)"
)
_POSTCODE = re.compile(r"(?:D\s*-?\s*)?(?P<digits>\d{4,5})(?P<town>\s+[^\d;]+)?")
_STREET_WORD = re.compile(r"(?<=[a-zäöüß])?(?:straße|strasse|str\.?)(?![a-zäöüß])")


@dataclass(frozen=True)
class Site:
    """One place as the file names it."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    directions: str = ""
    more: tuple[tuple[str, str], ...] = ()  # columns of a place that is not known yet, by name

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Equal for the same place, however its street is abbreviated."""
        return street_key(self.street), self.postcode, name_key(self.town), name_key(self.directions)


def street_key(street: str) -> str:
    """“Schweriner Str.27”, “SCHWERINER STRASSE 27” and “Schweriner Straße 27” are the same."""
    return re.sub(r"[\s.,]+", "", _STREET_WORD.sub("str", name_key(street)))


def read_sites(street: str, postcode: str, town: str) -> list[Site]:
    """The places of a row; none where nothing is said. Raises ``UnreadableCell`` for a postcode that is none."""
    streets, towns = _streets(filled(street)), _parts(filled(town))
    postcodes = [_read_postcode(part) for part in _parts(filled(postcode))]
    towns = towns or [found for _digits, found in postcodes if found]
    codes = [digits for digits, _town in postcodes]
    count = max(len(streets), len(towns), len(codes))
    if any(len(parts) not in (0, 1, count) for parts in (streets, towns, codes)):
        raise UnreadableCell(
            _("Which of %(streets)d streets, %(postcodes)d postcodes and %(towns)d towns belong together?")
            % {"streets": len(streets), "postcodes": len(codes), "towns": len(towns)}
        )  # fmt: skip
    columns = [parts * count if len(parts) < 2 else parts for parts in (streets or [""], codes or [""], towns or [""])]
    return list(dict.fromkeys(_site(*parts) for parts in zip(*columns, strict=True)))


def _parts(text: str) -> list[str]:
    return [part for part in _NEVER_INSIDE.split(text) if part]


def _streets(text: str) -> list[str]:
    streets = []
    for part in _parts(text):
        pieces = _PERHAPS.split(part)
        streets += pieces if all(_WHOLE_STREET.fullmatch(piece) for piece in pieces) else [part]
    return streets


def _read_postcode(text: str) -> tuple[str, str]:
    """Five digits, and a town from the same cell. Programs drop the zero that a postcode begins with."""
    found = _POSTCODE.fullmatch(text)
    if not found:
        raise UnreadableCell(_("“%(text)s” is no German postcode of five digits.") % {"text": short(text)})
    return found["digits"].zfill(5), (found["town"] or "").strip()


def _site(street: str, postcode: str, town: str) -> Site:
    if found := _WITH_DIRECTIONS.fullmatch(street):
        directions = found["directions"].strip()
        if directions.startswith("(") and directions.endswith(")") and directions.count("(") == 1:
            directions = directions[1:-1]
        return Site(found["street"].strip(), postcode, town, directions)
    return Site(street, postcode, town)
