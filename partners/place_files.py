"""Reading files of postcodes: which rows are towns and villages, which are not, and putting them into the database.

The form is that of a GeoNames extract: ``postcode,place,district,district_code,land,lat,lon``, plain or gzipped. Such
extracts also hold postcodes of single large receivers (banks, insurers, authorities) under the name of the receiver.
Nobody lives there, so they are left out. They are told apart by three signs:

1. the Land is written in another language than German ("Bavaria") or with a "Land" before it,
2. the district has two spellings under one code; receivers stand under the official style ("Kreisfreie Stadt Köln"),
   towns under the short one ("Köln, Stadt") – or without, where the towns are the ones with ", Stadt",
3. the name holds a word that names an organisation ("Agentur für Arbeit").
"""

import csv
import gzip
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from partners.models import FederalState, Municipality, Postcode

# The places of the demo district (data/README.md says where they come from).
REGION_FILE = Path(__file__).parent / "data" / "places_elbe_elster.csv"
COLUMNS = ("postcode", "place", "district", "district_code", "land", "lat", "lon")
STATES = {label: code for code, label in FederalState.choices}
FOREIGN_LANDS = {
    "Bavaria", "Hesse", "Lower Saxony", "Mecklenburg-Western Pomerania", "North Rhine-Westphalia",
    "Rhineland-Palatinate", "Saxony", "Saxony-Anhalt", "Thuringia",
}  # fmt: skip
OFFICIAL_STYLE = re.compile(r"(Kreisfreie Stadt|Stadtkreis|Landkreis|Kreis) ")
ORGANISATION = re.compile(
    r"\b(AOK|BARMER|DAK|HUK|IKK|BKK|GmbH|gGmbH|AG|KG|eG|e\.V\.|Bank|Post|Jobcenter|Deutsche[rs]?|Landrat|Klinik\w*|"
    r"Universität\w*|Hochschule|Ministerium|Kreisverwaltung|Polizei\w*|Bezirksamt|Ortsamt|Finanzamt|Amt für)\b|"
    r"Agentur für Arbeit|[kK]rankenkasse|[kK]rankenhaus|[vV]ersicherung|[sS]parkasse|Volksbank|[vV]erlag|"
    r"(Amts|Land|Oberlandes|Arbeits|Verwaltungs|Sozial|Finanz)gericht|"
    r"ministerium|genossenschaft|verwaltung|Familienkasse|Aktiengesellschaft|klinikum|bibliothek|"
    r"[bB]ürgermeister|^(Landkreis|Kreis) "
)


@dataclass
class PlaceFile:
    """What a file holds: rows that are places, how many are receivers, and a sentence for each bad row."""

    places: list[dict] = field(default_factory=list)
    receivers: int = 0
    problems: list[str] = field(default_factory=list)


def read_places(path: Path) -> PlaceFile:
    """Read the whole file. Raises ``ValueError`` where it is not of the expected form."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictReader(stream)
        missing = [name for name in COLUMNS if name not in (lines.fieldnames or [])]
        if missing:
            raise ValueError(f"{path.name} has no column {', '.join(missing)}.")
        rows = [row | {"line": lines.line_num} for row in lines]
    return _sort_out(rows)


def _sort_out(rows: list[dict]) -> PlaceFile:
    result, receiver_styles = PlaceFile(), _receiver_styles(rows)
    for row in rows:
        if _is_receiver(row, receiver_styles):
            result.receivers += 1
        elif problem := _problem(row):
            result.problems.append(f"line {row['line']}: {problem}")
        else:
            result.places.append(row)
    return result


def _receiver_styles(rows: list[dict]) -> set[tuple[str, str]]:
    """Pairs of district code and spelling that stand for receivers only: the second sign."""
    spellings = defaultdict(set)
    for row in rows:
        if row["land"] in STATES:
            spellings[row["district_code"]].add(row["district"])
    found = set()
    for code, names in spellings.items():
        if len(names) == 2:
            official = {name for name in names if OFFICIAL_STYLE.match(name)}
            with_town = {name for name in names if ", " in name}
            receivers = official if len(official) == 1 else names - with_town
            found |= {(code, name) for name in receivers if len(receivers) == 1}
    return found


def _is_receiver(row: dict, receiver_styles: set) -> bool:
    land, place = row["land"] or "", row["place"] or ""
    foreign = land in FOREIGN_LANDS or land.removeprefix("Land ") != land
    return foreign or (row["district_code"], row["district"]) in receiver_styles or bool(ORGANISATION.search(place))


def _problem(row: dict) -> str:
    """Why this row cannot be a place, in words; empty where it can."""
    postcode, place, district, land = (row[name] or "" for name in ("postcode", "place", "district", "land"))
    if not re.fullmatch(r"[0-9]{5}", postcode):
        return f"“{postcode}” is not a German postcode of five digits."
    if not place.strip() or not district.strip():
        return "The name of the place or of its district is missing."
    if len(place) > 100 or len(district) > 100:
        return "The name of the place or of its district is longer than 100 characters."
    if land not in STATES:
        return f"“{land}” is not a German Land."
    return "" if _degrees(row["lat"], 90) and _degrees(row["lon"], 180) else "The coordinates cannot be read."


def _degrees(text: str, limit: int) -> Decimal | None:
    """Degrees with four places after the point; None where the text is no such number within ``limit``."""
    try:
        number = Decimal(text or "")
        return number.quantize(Decimal("0.0001")) if number.is_finite() and abs(number) <= limit else None
    except InvalidOperation:
        return None


@transaction.atomic
def store_places(places: list[dict], *, region: str = "") -> dict[str, int]:
    """Add what is missing, in bulk; what exists stays as it is. ``region``: a district, by name or code.

    Returns how many towns and postcodes were added. Neither table has a history, so bulk writing loses nothing.
    """
    before = Municipality.objects.count(), Postcode.objects.count()
    towns = defaultdict(list)
    for row in places:
        towns[row["place"].strip(), row["district"].strip()].append(row)
    Municipality.objects.bulk_create(
        [_municipality(rows, region) for rows in towns.values()], batch_size=1000, ignore_conflicts=True
    )
    keys = {(name, district): pk for name, district, pk in Municipality.objects.values_list("name", "district", "pk")}
    Postcode.objects.bulk_create(
        [_postcode(row, keys[town]) for town, rows in towns.items() for row in rows],
        batch_size=1000,
        ignore_conflicts=True,
    )
    if region:
        _mark_region(places, region)
    return {"towns": Municipality.objects.count() - before[0], "postcodes": Postcode.objects.count() - before[1]}


def _in_region(row: dict, region: str) -> bool:
    return bool(region) and region in (row["district"], row["district_code"])


def _mark_region(places: list[dict], region: str):
    """Rows that stood there before belong to the region, too."""
    districts = {row["district"].strip() for row in places if _in_region(row, region)}
    Municipality.objects.filter(district__in=districts, in_region=False).update(in_region=True)


def _municipality(rows: list[dict], region: str) -> Municipality:
    """A town lies in the middle of its postcodes."""
    latitude = sum(_degrees(row["lat"], 90) for row in rows) / len(rows)
    longitude = sum(_degrees(row["lon"], 180) for row in rows) / len(rows)
    return Municipality(
        name=rows[0]["place"].strip(),
        district=rows[0]["district"].strip(),
        state=STATES[rows[0]["land"]],
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        in_region=_in_region(rows[0], region),
    )


def _postcode(row: dict, municipality_id: int) -> Postcode:
    return Postcode(
        code=row["postcode"],
        municipality_id=municipality_id,
        latitude=_degrees(row["lat"], 90),
        longitude=_degrees(row["lon"], 180),
    )
