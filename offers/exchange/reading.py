"""What a cell says: values for the offer, by the names of its fields. Raises ``UnreadableCell`` with the reason."""

import difflib
import re
from collections import Counter

from django.utils.translation import gettext as _

from offers.exchange import columns as c
from offers.exchange.writing import contact_words, place_words
from offers.importing.cells import filled, short
from offers.importing.costs import read_cost
from offers.importing.hours import hours_of
from offers.importing.problems import UnreadableCell
from offers.models import LifeSituation, Offer, PolicyField, Topic
from offers.models.choices import Childcare, Documents
from partners.models import Municipality
from partners.text import name_key

CHOICES = {
    c.KIND: "kind", c.RESIDENCE: "residence", c.ACCESS: "access", c.ANONYMITY: "anonymity", c.CHILDCARE: "childcare",
}  # fmt: skip
TEXTS = {c.TITLE: "title", c.SUMMARY: "summary", c.DESCRIPTION: "description"}
CODES = {c.DELIVERY: "delivery", c.LANGUAGES: "languages"}
NO_DOCUMENTS = {"nichts", "keine", "nein", "nothing"}
LONGEST_STEP = 300


class CellReader:
    """Understands the cells of one partner's table; knows the partner's places and contacts. Six queries."""

    def __init__(self, partner):
        locations = partner.locations.select_related("municipality")
        self.rows = {
            c.FIELD: ("policy_field", {row.name: row for row in PolicyField.objects.all()}),
            c.TOPICS: ("topics", {row.name: row for row in Topic.objects.all()}),
            c.SITUATIONS: ("situations", {row.name: row for row in LifeSituation.objects.all()}),
            c.PLACES: ("locations", {place_words(row): row for row in locations}),
            c.CONTACTS: ("contacts", {contact_words(row): row for row in partner.contacts.all()}),
            c.AREA: ("service_area", {row.name: row for row in Municipality.objects.filter(in_region=True)}),
        }
        self._keys = {name: _by_name(rows) | _by_key(rows) for name, (_field, rows) in self.rows.items()}

    def read(self, name: str, text: str, offer=None) -> dict:
        """Values of the cell ``text`` in the column ``name``; ``offer`` is what it holds today, if it is there."""
        if name in TEXTS:
            return {TEXTS[name]: text.strip() if name == c.DESCRIPTION else " ".join(text.split())}
        if name in CHOICES:
            return _choice(CHOICES[name], text)
        if name in CODES:
            return {CODES[name]: _codes(CODES[name], text)}
        if name == c.FIELD:
            return {"policy_field": self._row(name, text.strip())}
        if name in self.rows:
            return {self.rows[name][0]: [self._row(name, word) for word in _words(text)]}
        return {c.HOURS: _hours, c.COST: _cost, c.DOCUMENTS: _documents, c.STEPS: _steps}[name](text, offer)

    def _row(self, name: str, word: str):
        found = self._keys[name].get(name_key(word))
        if found is not None:
            return found
        names = list(self.rows[name][1])
        near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
        values = {"word": short(word), "near": near[0] if near else "", "names": short("; ".join(names), 300)}
        if near:
            raise UnreadableCell(_("“%(word)s” is not known here. Is “%(near)s” meant?") % values)
        raise UnreadableCell(_("“%(word)s” is not known here. There are: %(names)s.") % values)


def _by_key(rows: dict) -> dict:
    return {name_key(word): row for word, row in rows.items()}


def _by_name(rows: dict) -> dict:
    """Rows by their name alone, where no other has it."""
    names = Counter(name_key(row.name) for row in rows.values())
    return {name_key(row.name): row for row in rows.values() if row.name and names[name_key(row.name)] == 1}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in re.split(r"[;\n]", text) if word.strip()))


def _choice(field_name: str, text: str) -> dict:
    """The code of an answer; an empty cell is “not known” where one may say so."""
    choices = dict(Offer._meta.get_field(field_name).choices)
    words = {name_key(str(label)): code for code, label in choices.items()} | {code: code for code in choices}
    key = name_key(filled(text)) or "unknown"
    if key in words:
        # Days of notice go with childcare on request only.
        drops_days = field_name == "childcare" and words[key] != Childcare.REQUEST
        return {field_name: words[key]} | ({"childcare_notice_days": None} if drops_days else {})
    names = "; ".join(str(label) for label in choices.values())
    raise UnreadableCell(_("Please write one of these answers: %(names)s.") % {"names": names})


def _codes(field_name: str, text: str) -> list[str]:
    known = Offer._meta.get_field(field_name).code_choices
    words = {name_key(str(label)): code for code, label in known} | {code: code for code, _label in known}
    codes = set()
    for word in _words(text):
        # One answer has a comma in its own words.
        for part in [word] if name_key(word) in words else re.split(r"\s*,\s*", word):
            if name_key(part) not in words:
                values = {"word": short(part), "names": short("; ".join(str(label) for _code, label in known), 300)}
                raise UnreadableCell(_("“%(word)s” is not known here. There are: %(names)s.") % values)
            codes.add(words[name_key(part)])
    return [code for code, _label in known if code in codes]


def _hours(text: str, offer) -> dict:
    if offer is not None and any(row.location_id for row in offer.opening_times.all()):
        raise UnreadableCell(_("The times differ from place to place. Please change them on the page of the offer."))
    hours = hours_of(text, [])
    times = [{name: value for name, value in row.items() if name != "site"} for row in hours.times]
    return {"hours_known": hours.known, "hours_text": hours.text, "opening_times": times}


def _cost(text: str, _offer) -> dict:
    cost = read_cost(text)
    if len(cost.text) > Offer._meta.get_field("cost_text").max_length:
        raise UnreadableCell(_("Please write the cost in fewer words."))
    prices = [{"label": p.label, "amount": p.amount, "unit": p.unit, "reduced_amount": p.reduced} for p in cost.prices]
    return {"cost_kind": cost.kind, "cost_text": cost.text, "costs": prices}


def _documents(text: str, _offer) -> dict:
    text = filled(text)
    if text.casefold().rstrip(".") in NO_DOCUMENTS:
        return {"documents_known": Documents.NONE, "documents": ""}
    return {"documents_known": Documents.LISTED if text else Documents.UNKNOWN, "documents": "\n".join(_words(text))}


def _steps(text: str, _offer) -> dict:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(len(line) > LONGEST_STEP for line in lines):
        raise UnreadableCell(_("A step has %(most)s characters at most.") % {"most": LONGEST_STEP})
    return {"next_steps": [{"position": number, "text": line} for number, line in enumerate(lines, start=1)]}
