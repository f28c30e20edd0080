"""What phrases mean: the building blocks between tokens and rows."""

from dataclasses import dataclass, field
from typing import Any

from .model import DAYS


@dataclass(frozen=True)
class Days:
    """The days of one phrase; ``label`` comes from words such as "Familiensonntag"."""

    weekly: frozenset = frozenset()
    monthly: frozenset = frozenset()  # of pairs such as (1, "SA")
    holidays: bool = False
    label: str = ""

    @property
    def touched(self):
        """All weekdays on which something may happen."""
        return self.weekly | {day for _number, day in self.monthly}


@dataclass(frozen=True)
class Item:
    """A phrase of one kind with its value and its place in the text."""

    kind: str
    value: Any
    start: int
    end: int
    inner: list = field(default_factory=list, compare=False)  # what stands in parentheses


def sorted_weekdays(days):
    """Weekdays such as "MO", Monday first."""
    return tuple(sorted(days, key=DAYS.index))


def sorted_monthly(days):
    """Pairs such as (1, "SA") as ("1SA",), Monday first, the last of the month at the end."""
    ordered = sorted(days, key=lambda pair: (DAYS.index(pair[1]), pair[0] < 0, pair[0]))
    return tuple(f"{number}{day}" for number, day in ordered)
