"""What is wrong with a file, a row or a cell, in sentences for the person who keeps the file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class UnreadableFile(Exception):  # noqa: N818 (says what is the matter)
    """Nothing of the file can be used; the message says why."""


class UnreadableCell(ValueError):  # noqa: N818 (the same)
    """A cell that cannot be taken; the message says why."""


@dataclass(frozen=True)
class Problem:
    """One sentence about one place in the file."""

    line: int  # as editors count, from 1
    column: str  # "" where the whole row is meant
    reason: str

    def __str__(self):
        values = {"line": self.line, "column": self.column, "reason": self.reason}
        if self.column:
            return _("Line %(line)d, column %(column)s: %(reason)s") % values
        return _("Line %(line)d: %(reason)s") % values
