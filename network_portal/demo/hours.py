"""Opening times in short, as the demo files write them.

``MO TU 9:00-12:00`` every week; ``1SA 10:00-12:00`` and ``-1FR …`` once a month; ``FR`` alone: times are not known.
After the times may stand: ``appointment``, ``term`` (not in school holidays), ``holidays`` (only then), ``public``
(also on public holidays), ``not-public``, ``@Ort`` for one place of several, and at the end ``"what for"`` in quotes.
What this cannot say is written out as a table ``[[offer.opening]]`` with the fields of the model.
"""

import re
from datetime import time

DAYS = "MO TU WE TH FR SA SU"
RULE = re.compile(
    r'(?P<days>(?:(?:-?\d)?[A-Z]{2} ?)+)(?:(?P<opens>\d+:\d\d)-(?P<closes>\d+:\d\d))?(?P<rest>[^"]*)("(?P<label>.+)")?'
)
WORDS = {
    "appointment": {"by_appointment": True},
    "term": {"in_school_holidays": "closed"},
    "holidays": {"in_school_holidays": "only"},
    "public": {"on_public_holidays": "open"},
    "not-public": {"on_public_holidays": "closed"},
}


def read_hours(written: str) -> dict:
    """The fields of an opening time; a place stands under ``location`` by its name. Raises ``ValueError``."""
    found = RULE.fullmatch(written)
    if not found:
        raise ValueError(f"“{written}” are no hours")
    return _days(found["days"]) | _times(found) | _words(found["rest"]) | {"label": found["label"] or ""}


def _days(written: str) -> dict:
    codes = written.split()
    monthly = re.fullmatch(r"(-?\d)([A-Z]{2})", codes[0])
    if monthly and len(codes) == 1:
        return {"frequency": "monthly", "week_of_month": int(monthly[1]), "weekdays": [monthly[2]]}
    if any(code not in DAYS.split() for code in codes):
        raise ValueError(f"“{written}” are no weekdays")
    return {"weekdays": codes}


def _times(found) -> dict:
    return {name: read_time(found[name]) for name in ("opens", "closes")}


def read_time(written: str | None) -> time | None:
    """A time of day from “9:00”; 24:00 is midnight."""
    return time.fromisoformat(written.zfill(5).replace("24:", "00:")) if written else None


def _words(written: str) -> dict:
    fields, words = {}, written.strip()
    if "@" in words:
        words, fields["location"] = (part.strip() for part in words.split("@", 1))
    for word in words.split():
        if word not in WORDS:
            raise ValueError(f"“{word}” says nothing about hours")
        fields |= WORDS[word]
    return fields
