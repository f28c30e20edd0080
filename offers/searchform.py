"""The search form as the template draws it: choices with their counts, what was chosen, and the way to take it off."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from offers.filters import DAYS, RADII, USUAL_RADIUS
from offers.finding import FACETS, TICKS, Finding

MOST_TOPICS = 12  # without a field chosen, only the topics with most offers are listed
LONGEST_ADDRESS = 1_500  # characters of a search that links repeat


@dataclass(frozen=True)
class Choice:
    """One box to tick."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Chip:
    """One thing that was asked for, and the address without it."""

    label: str
    url: str


class SearchForm:
    """Draws the form of a ``Finding``; ``query`` is the address as it came in."""

    def __init__(self, finding: Finding, query):
        self.finding, self.form, self.chosen = finding, finding.form, finding.form.chosen
        self.query = query.copy()
        for name in [name for name in self.query if name not in self.form.filters]:
            del self.query[name]  # what we do not know is not passed on

    @property
    def text(self) -> dict[str, str]:
        """What was typed, as it was typed, right or wrong."""
        names = ["q", "ort", "umkreis", "alter", "tag", "von", "bis"]
        typed = {name: self.query.get(name, "") for name in names}
        return typed | {"umkreis": typed["umkreis"] or str(USUAL_RADIUS), "tag": typed["tag"].lower()}

    @cached_property
    def errors(self) -> dict[str, str]:
        """A sentence for each field that was not understood."""
        errors = {name: str(messages[0]) for name, messages in self.form.form.errors.items()}
        return errors | ({"ort": self.finding.place_error} if self.finding.place_error else {})

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Results each choice would give."""
        return self.finding.counts()

    @cached_property
    def facets(self) -> dict[str, list[Choice]]:
        """The boxes of each filter, with the number of results each would give; empty ones only where ticked."""
        counts = self.counts
        facets = {name: self._choices(name, counts[name]) for name in FACETS}
        if "feld" not in self.chosen:
            facets["thema"] = self._largest(facets["thema"])
        return facets

    def _choices(self, name: str, counts: dict[str, int]) -> list[Choice]:
        ticked = set(self.chosen.get(name, []))
        return [
            Choice(value, label, counts.get(value, 0), value in ticked)
            for value, label in self.form.filters[name].extra["choices"]
            if counts.get(value) or value in ticked
        ]

    @staticmethod
    def _largest(choices: list[Choice]) -> list[Choice]:
        least = sorted((choice.count for choice in choices), reverse=True)[:MOST_TOPICS][-1:] or [0]
        return [choice for choice in choices if choice.checked or choice.count >= least[0]]

    @property
    def groups(self) -> list[tuple[str, str, list[Choice]]]:
        """The longer lists of boxes, folded away until somebody opens them."""
        names = ["lage", "feld", "thema", "art", "wie", "sprache"]
        return [(name, self.form.filters[name].label, self.facets[name]) for name in names if self.facets[name]]

    @property
    def title(self) -> str:
        """What was asked for, for the title of the page."""
        return ", ".join(chip.label for chip in self.chips)[:120]

    @cached_property
    def ticks(self) -> list[Choice]:
        """Boxes that stand alone; here the value is the name of the field."""
        counts = self.counts
        labels = self.form.filters
        return [Choice(name, labels[name].label, counts[name].get("1", 0), name in self.chosen) for name in TICKS]

    @cached_property
    def times(self) -> list[Choice]:
        """The boxes of “when”."""
        return self._choices("wann", self.finding.when_counts())

    @property
    def ages(self):
        return self.form.filters["alter"].extra["choices"]

    @property
    def radii(self):
        return RADII

    @property
    def days(self) -> list[tuple[str, str]]:
        """Days to choose from; a date in the address is kept as one of them."""
        days = [("heute", _("today")), ("morgen", _("tomorrow")), *DAYS.items()]
        typed = self.text["tag"]
        if "tag" in self.chosen and typed not in dict(days):
            days.append((typed, date_format(self.chosen["tag"], "j. F Y")))
        return days

    @cached_property
    def chips(self) -> list[Chip]:
        """What was asked for, each with the address that leaves it out."""
        chips = []
        for name in self.query:
            if name in self.chosen and name != "umkreis":
                values = self.query.getlist(name) if isinstance(self.chosen[name], list) else [None]
                chips += [Chip(self._label(name, value), self._url_without(name, value)) for value in values]
        return chips + self._understood_chips()

    def _understood_chips(self) -> list[Chip]:
        """What was found among the words; to take it off is to take the word out."""
        understanding, chosen = self.finding.understanding, self.finding.understood
        found = [(word.name, word.value, word.words) for word in understanding.filters]
        found += [("ort", None, understanding.place.words)] if understanding.place else []
        return [
            Chip(self._label(name, value if isinstance(chosen[name], list) else None), self._url_with_words(words))
            for name, value, words in found
            if name in chosen
        ]

    def _url_with_words(self, words) -> str:
        """The address of the same search without some of the words."""
        query = self.query.copy()
        query["q"] = self.finding.understanding.without(words)
        return self._url(query)

    @property
    def corrected_words(self) -> str:
        """The words as they were probably meant; empty where nothing was mistyped."""
        understanding = self.finding.understanding
        return understanding.meant if understanding.corrections else ""

    def _label(self, name: str, value: str | None) -> str:
        if value is not None:
            return str(dict(self.form.filters[name].extra["choices"]).get(value, value))
        chosen = self.finding.chosen[name]
        if name in TICKS:
            return str(self.form.filters[name].label)
        if name == "ort":
            return self._place_label()
        if name == "alter":
            return _("Child: %(age)s") % {"age": dict(self.ages)[chosen]}
        if name == "tag":
            return date_format(chosen, "l, j. F")
        if name in ("von", "bis"):
            return f"{self.form.filters[name].label} {time_format(chosen)}"
        return f"„{chosen}“"

    def _place_label(self) -> str:
        radius = self.text["umkreis"]
        if not self.finding.place:
            return self.finding.chosen["ort"]
        return _("%(place)s and %(km)s km around") % {"place": self.finding.place.name, "km": radius}

    def _url_without(self, name: str, value: str | None) -> str:
        query = self.query.copy()
        rest = [other for other in query.getlist(name) if value is not None and other != value]
        query.setlist(name, rest)
        if not rest:
            del query[name]
        return self._url(query)

    def page_url(self, number: int) -> str:
        """The address of another page of the same search."""
        query = self.query.copy()
        query["seite"] = str(number)
        return self._url(query)

    @staticmethod
    def _url(query) -> str:
        text = query.urlencode()
        return f"{reverse('offers:list')}?{text}" if text and len(text) <= LONGEST_ADDRESS else reverse("offers:list")
