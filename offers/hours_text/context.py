"""What a reading gathers on its way through the pieces."""

from dataclasses import dataclass, field

from .items import Days

_SCHOOL = {"school_closed": "closed", "school_only": "only"}


class WholeInDoubtError(Exception):
    """A piece throws doubt on the whole text."""


class PieceInDoubtError(Exception):
    """A piece cannot be read; the others may stand."""


@dataclass
class Group:
    """The rows of one piece."""

    rows: list
    days: Days
    label: str
    trailing: bool  # something behind the times qualifies them


@dataclass
class State:
    """What earlier pieces say about later ones, and what was found so far."""

    text: str
    label: str = ""
    label_headed: bool = False  # a heading such as "Beratung:", not just words before the days
    place: str = ""
    limits: dict = field(default_factory=dict)  # fields of rows, such as months
    limits_headed: bool = False
    groups: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    unread: list = field(default_factory=list)  # pairs of piece and label
    by_appointment: bool = False
    only_by_appointment: bool = False

    def words(self, item):
        """What an item of text says, without "in", "auf der" and the like before a place."""
        return self.text[item.value[1] : item.end]

    def whole(self, piece):
        """A piece as it was written."""
        return self.text[piece.start : piece.end].strip()

    def remark(self, words):
        """Keeps words that no row can say."""
        self.remarks.append(words)

    def change_rows(self, change, label=None):
        """Replaces the rows found so far, those of one label or all, by ``change(row)``."""
        for group in self.groups:
            if label is None or group.label == label:
                group.rows = [change(row) for row in group.rows]


def limit_values(items):
    """The fields of a row that limit it to a part of the year."""
    values = {}
    for item in items:
        if item.kind == "months":
            values["months"] = item.value
        elif item.kind == "period":
            values["starts_on"], values["until"] = item.value
        elif item.kind == "start":
            values["starts_on"] = item.value
        elif item.kind in _SCHOOL:
            values["school_holidays"] = _SCHOOL[item.kind]
    return values
