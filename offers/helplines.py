"""The help lines a new installation starts with, and which of them somebody should try again."""

import tomllib
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q

from offers.models import HelpLine

SOURCE = Path(__file__).parent / "data" / "helplines.toml"
MONTHS_CHECKED = 6  # a help line should be tried twice a year


@transaction.atomic
def load_helplines() -> int:
    """Create the help lines whose keys are missing; returns how many. Whatever the office has changed stays."""
    lines = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["line"]
    existing = set(HelpLine.objects.values_list("key", flat=True))
    missing = [(number, line) for number, line in enumerate(lines, start=1) if line["key"] not in existing]
    for number, line in missing:
        row = HelpLine(position=number * 10, **line)
        row.full_clean()  # numbers become E.164 here
        row.save()
    return len(missing)


def to_check(on: date) -> Q:
    """Help lines for parents that nobody has tried for half a year, or ever."""
    return Q(is_shown=True) & (Q(checked_on=None) | Q(checked_on__lte=on - relativedelta(months=MONTHS_CHECKED)))
