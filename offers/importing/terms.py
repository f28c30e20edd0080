"""The words offers are sorted by, as a file names them."""

import difflib
import re

from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.problems import UnreadableCell
from offers.models import LifeSituation, PolicyField, Topic
from partners.text import name_key

_SLASH = re.compile(r"\s*/\s*")


def term_key(word: str) -> str:
    """“Finanzen / Recht” is “finanzen/recht”."""
    return _SLASH.sub("/", name_key(word))


class Terms:
    """All policy fields, life situations and topics, found by the ways to name them. Three queries."""

    def __init__(self):
        self.fields = list(PolicyField.objects.all())
        self.situations, self.topics = list(LifeSituation.objects.all()), list(Topic.objects.all())
        self._fields = _by_name(self.fields)
        self._words = {LifeSituation: _by_name(self.situations), Topic: _by_name(self.topics)}
        self._everyday = {LifeSituation: _by_everyday(self.situations), Topic: _by_everyday(self.topics)}
        self._in_titles = [(re.compile(rf"\b{re.escape(name_key(topic.name))}\b"), topic.pk) for topic in self.topics]

    def policy_field(self, word: str) -> PolicyField:
        """The field of that name. Raises ``UnreadableCell`` with the nearest name where there is none."""
        field = self._fields.get(term_key(word))
        if field:
            return field
        near = difflib.get_close_matches(word, [field.name for field in self.fields], n=1, cutoff=0.7)
        if near:
            values = {"word": short(word), "near": near[0]}
            raise UnreadableCell(_("There is no policy field “%(word)s”. Is “%(near)s” meant?") % values)
        raise UnreadableCell(
            _("There is no policy field “%(word)s”. There are: %(names)s.")
            % {"word": short(word), "names": ", ".join(field.name for field in self.fields)}
        )

    def named(self, word: str) -> set[tuple[type, int]]:
        """The life situation of that name, else the topic; each as its model and key."""
        key = term_key(word)
        for model, terms in self._words.items():
            if key in terms:
                return {(model, terms[key].pk)}
        return set()

    def everyday(self, word: str) -> set[tuple[type, int]]:
        """The one situation and the one topic that list the word among what people say; nothing where several do."""
        found = ((model, terms.get(term_key(word), set())) for model, terms in self._everyday.items())
        return {(model, next(iter(keys))) for model, keys in found if len(keys) == 1}

    def in_title(self, title: str) -> set[int]:
        """Keys of the topics whose whole name stands in a title."""
        text = name_key(title)
        return {pk for pattern, pk in self._in_titles if pattern.search(text)}


def _by_name(terms) -> dict:
    """Terms by name, then title, key and address; a name counts more than any other word."""
    found = {}
    for attribute in ("name", "title", "key", "slug"):
        for term in terms:
            if word := getattr(term, attribute, ""):
                found.setdefault(term_key(word), term)
    return found


def _by_everyday(terms) -> dict[str, set[int]]:
    found = {}
    for term in terms:
        for word in term.everyday:
            found.setdefault(term_key(str(word)), set()).add(term.pk)
    return found
