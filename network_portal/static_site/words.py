"""What the search of the copy knows, as a script: pages opened from a disk may load scripts, but fetch nothing."""

import json
import unicodedata

from offers.models import LifeSituation, Offer, PolicyField, Topic
from offers.search.documents import documents
from offers.search.lexicon import current_lexicon
from offers.search.stopwords import read_stopwords
from partners.models import Partner

LANGUAGE = "de"


def folded(text: str) -> str:
    """Without marks, “ß” and ways around umlauts; ``static/js/copy/search.js`` folds what is typed in the same way."""
    marked = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    for pair in ("ae", "oe", "ue"):
        plain = plain.replace(pair, pair[0])
    return plain


def words_in(text: str) -> list[str]:
    """The words of a text, folded, each once, in their order."""
    found = "".join(letter if letter.isalnum() else " " for letter in folded(text)).split()
    return list(dict.fromkeys(found))


def index_script(place, on) -> str:
    """The script with the index; ``place`` gives the file of an address as the page of the search reaches it."""
    concepts = {}
    entries = [*offer_entries(place, concepts, on), *term_entries(place, concepts), *partner_entries(place)]
    phrases = [
        [" ".join(words_in(row.phrase)), [concepts[name] for name in row.concepts if name in concepts], row.weight]
        for row in current_lexicon().rows_in(LANGUAGE)
        if any(name in concepts for name in row.concepts)
    ]
    small = sorted(set(map(folded, read_stopwords()[LANGUAGE])))
    data = {"entries": entries, "phrases": phrases, "small": small}
    return f"window.portalIndex = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def entry(place, address, title, by, text, words, concepts=()) -> list:
    """One line of the index, as short as a list can be."""
    telling = [word for word in words_in(words) if word not in words_in(title)]
    return [place(address), title, by, text, " ".join(words_in(title)), " ".join(telling), list(concepts)]


def offer_entries(place, concepts, on):
    """The offers with what anybody may search of them."""
    rows = {row.pk: row for row in Offer.objects.published(on).select_related("partner")}
    for found in documents(on):
        row = rows[found.key]
        names = [name for name in found.concepts if not name.startswith(LANGUAGE_CONCEPT)]
        numbers = [concepts.setdefault(name, len(concepts)) for name in names]
        words = " ".join([found.other_names, found.topics, found.summary, found.situations, found.partner, found.place])
        words += " " + found.description
        yield entry(
            place, row.get_absolute_url(), row.title, row.partner.display_name, row.summary, words, sorted(numbers)
        )


LANGUAGE_CONCEPT = "language:"


def term_entries(place, concepts):
    """Life situations, fields, and topics that have an offer."""
    topics = Topic.objects.filter(offers__in=Offer.objects.published()).distinct()
    for kind, rows in (
        ("situation", LifeSituation.objects.all()),
        ("topic", topics),
        ("field", PolicyField.objects.all()),
    ):
        for row in rows:
            number = concepts.setdefault(f"{kind}:{row.key}", len(concepts))
            title = getattr(row, "title", row.name)
            words = " ".join([row.name, *map(str, row.everyday)])
            yield entry(place, row.get_absolute_url(), title, "", "", words, [number])


def partner_entries(place):
    """The partners of the network."""
    for row in Partner.objects.current().order_by("name", "pk"):
        yield entry(place, row.get_absolute_url(), row.name, "", "", f"{row.short_name} {row.description}")
