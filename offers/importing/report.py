"""What an import has found and done, in sentences."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.importing.problems import Problem

MOST_NAMED = 20


@dataclass
class Report:
    """The outcome of one import. ``stored``: whether the database holds it now."""

    bad: list[Problem] = field(default_factory=list)
    bad_rows: int = 0
    remarks: list[Problem] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)  # new, changed, unchanged, kept
    kept_parts: int = 0
    hours: Counter = field(default_factory=Counter)  # cells: read, partly, text
    unknown_towns: list[str] = field(default_factory=list)
    unused_columns: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)  # names of rows that the file no longer has
    dry_run: bool = False
    stored: bool = False

    def summary(self) -> list[str]:
        """The closing sentences."""
        lines = [self._offers(), self._hours()]
        if self.kept_parts:
            lines.append(
                ngettext(
                    "%(n)d value changed by hand was kept.", "%(n)d values changed by hand were kept.", self.kept_parts
                )
                % {"n": self.kept_parts}
            )
        lines += filter(None, [self._columns(), self._vanished(), self._towns()])
        return [*lines, self._outcome()]

    def _offers(self) -> str:
        counts = {name: self.counts[name] for name in ("new", "changed", "unchanged", "kept")}
        text = _(
            "Offers: %(new)d new, %(changed)d changed, %(unchanged)d unchanged, %(kept)d kept by hand, %(bad)d bad."
        )
        return text % (counts | {"bad": self.bad_rows})

    def _hours(self) -> str:
        text = _("Cells with opening hours: %(read)d read, %(partly)d partly read, %(text)d left as text.")
        return text % {name: self.hours[name] for name in ("read", "partly", "text")}

    def _columns(self) -> str:
        if not self.unused_columns:
            return ""
        return _("Columns that were not used: %(names)s.") % {"names": _list(self.unused_columns)}

    def _vanished(self) -> str:
        if not self.vanished:
            return ""
        text = _(
            "No longer in the file, but still in the portal: %(names)s. Please look whether these offers have ended."
        )
        return text % {"names": _list(self.vanished)}

    def _towns(self) -> str:
        if not self.unknown_towns:
            return ""
        text = _("Not in the list of towns: %(names)s. For distances run load_places, then import the file again.")
        return text % {"names": _list(self.unknown_towns)}

    def _outcome(self) -> str:
        if self.bad_rows and not (self.stored or self.dry_run):
            return _("Nothing was stored. Mend the bad rows, or leave them out with --skip-bad-rows.")
        if self.dry_run:
            return _("This was a trial: nothing was stored.")
        return _("Everything else was stored.") if self.bad_rows else _("Everything was stored.")


def _list(names: list[str]) -> str:
    """The names; of very many the first, and how many more there are."""
    named = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return named if more <= 0 else _("%(names)s and %(more)d more") % {"names": named, "more": more}
