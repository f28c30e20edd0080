"""Opening hours as people write them: "Mo 9-12 Uhr / Di und Do 14-18 Uhr / Fr nach Vereinbarung".

A wrong reading sends a parent to a closed door, so whatever can be taken in two ways is left unread. The way of a
text: ``tokens`` cuts it into words with a meaning, ``phrases`` joins these to days, times and seasons, ``pieces``
finds out which of them belong together, ``resolve`` makes rows of them, ``rows`` puts these into one canonical form.
"""

from .model import HoursReading, HoursRow
from .reader import read_hours

__all__ = ["HoursReading", "HoursRow", "read_hours"]
