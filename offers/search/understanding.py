"""What a query says, and the offers that answer it."""

from dataclasses import dataclass, field, replace

from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.dangers import dangers_in, needs_of_dangers
from offers.search.filterwords import WordFilter, filters_in
from offers.search.gazetteer import PlaceWord, postcode_in
from offers.search.needs import Needs, language_of, needs_of_words
from offers.search.ranking import Ranking, Wish, Word, rank
from offers.search.related import widened
from offers.search.spelling import corrected, german_stems, is_known
from offers.search.stopwords import STOPWORDS
from offers.search.text import MOST_WORDS, is_short_number, stem, words_of
from offers.search.vocabulary import parts_of

LONGEST_QUERY = 200  # characters
CORRECTED = 0.8  # how sure we are of a corrected word
# How much the need counts against the words that speak of it.
NEED, NEED_OF_ONE_WORD, NEED_IN_DANGER = 0.75, 0.72, 0.9
IN_MY_LANGUAGE = 0.1  # what it counts that an offer speaks the language of the query
WEAK = 0.2  # score up to which the best answer is only the nearest


@dataclass(frozen=True)
class Understanding:
    """A query as search understands it."""

    query: str
    words: tuple[str, ...] = ()
    corrections: dict[str, str] = field(default_factory=dict)
    dangers: tuple[str, ...] = ()
    filters: tuple[WordFilter, ...] = ()
    place: PlaceWord | None = None
    needs: Needs = field(default_factory=Needs)
    searched: frozenset = frozenset()  # stems of the words that offers were searched for
    found: Ranking = field(default_factory=Ranking)

    @property
    def keys(self) -> tuple[int, ...]:
        """Primary keys of the offers that answer, best first."""
        return self.found.keys

    @property
    def is_weak(self) -> bool:
        """Whether what was found, if anything, is only the nearest."""
        if self.only_filters:
            return False
        return self.found.best <= WEAK

    @property
    def only_filters(self) -> bool:
        """Whether the words ask for nothing but a time, a place, a price: “samstag kostenlos”."""
        return not self.searched and not self.needs.weights and bool(self.filters or self.place)

    @property
    def meant(self) -> str:
        """The query with the corrected words."""
        return " ".join(self.corrections.get(word, word) for word in self.words)

    def without(self, words) -> str:
        """The query without some of its words."""
        return " ".join(word for word in self.query.split() if not set(words_of(word)) & set(words))


def understand(query: str) -> Understanding:
    """Read a query of any length and find its offers."""
    words = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return Understanding(query)
    postcode = postcode_in(words)
    with current_catalogue() as catalogue:
        return read_query(query, words, catalogue, postcode)


def read_query(query: str, words: list[str], catalogue: Catalogue, place: PlaceWord | None = None) -> Understanding:
    """The same for the words of the query and an index at hand."""
    lexicon = catalogue.lexicon
    language = language_of(words, lexicon, catalogue.vocabulary.__contains__)
    place = place or place_in_query(words, language, catalogue)
    corrections = corrections_of(words, place, catalogue) if language == "de" else {}
    meant = [corrections.get(word, word) for word in words]
    dangers = tuple(dict.fromkeys([*dangers_in(words, lexicon), *dangers_in(meant, lexicon)]))
    compounds = {word: parts for word in meant if (parts := compound(word, catalogue))} if language == "de" else {}
    needs = needs_in_query(meant, language, compounds, catalogue)
    filters = () if dangers else filters_in(meant, language, lexicon, needs.phrases)
    aside = {word for chosen in filters for word in chosen.words}
    if place:
        aside |= {word for word in place.words if stem(word) not in catalogue.vocabulary}
    wanted = {
        word: Word(stem(word), compounds.get(word), CORRECTED if old != word else 1.0)
        for old, word in dict(zip(words, meant, strict=True)).items()
        if word not in STOPWORDS and word not in aside and not is_short_number(word)
    }
    wish = wish_of(wanted, needs, dangers, place, catalogue)
    searched = frozenset(part for word in wanted.values() for part in (word.stem, *(word.parts or ())))
    found = rank(wish, catalogue)
    return Understanding(query, tuple(words), corrections, dangers, tuple(filters), place, needs, searched, found)


def place_in_query(words: list[str], language: str, catalogue: Catalogue) -> PlaceWord | None:
    """The place among the words; not one that is part of what is needed, such as “Essen”."""
    needed = needs_of_words(words, language, catalogue.lexicon).words
    taken = frozenset(needed | STOPWORDS)
    return catalogue.gazetteer.find(words, taken, lambda word: is_known(word, catalogue))


def needs_in_query(words: list[str], language: str, compounds: dict, catalogue: Catalogue) -> Needs:
    """What the words ask for; where no phrase of the lexicon fits, what the parts of compounds ask for."""
    needs = needs_of_words(words, language, catalogue.lexicon)
    if needs.phrases or not compounds:
        return needs
    parts = {part: word for word, both in compounds.items() for part in both}
    return replace(needs_of_words(words, language, catalogue.lexicon, parts), from_parts=True)


def wish_of(wanted: dict[str, Word], needs: Needs, dangers, place, catalogue: Catalogue) -> Wish:
    """What to look for. Words of another language count only where an offer holds them."""
    german, weights = needs.language == "de", dict(needs.weights)
    extra = needs_of_dangers(dangers) | ({} if german else {f"language:{needs.language}": IN_MY_LANGUAGE})
    for concept, weight in extra.items():
        weights[concept] = max(weight, weights.get(concept, 0.0))
    named = place.words if place else ()
    others = [word for text, word in wanted.items() if text not in needs.words and text not in named]
    return Wish(
        inside=[word for text, word in wanted.items() if text in needs.words],
        outside=[word for word in others if german or word.stem in catalogue.vocabulary],
        place=[word for text, word in wanted.items() if text in named],
        needs=widened(weights, catalogue.related),
        is_vague=len(wanted) > 1 and not dangers and not needs.is_sure,
        share=NEED_IN_DANGER if dangers else NEED_OF_ONE_WORD if len(wanted) == 1 else NEED,
    )


def corrections_of(words: list[str], place: PlaceWord | None, catalogue: Catalogue) -> dict[str, str]:
    """What was meant by the words that nobody knows and that are no compounds."""
    found = {}
    for word in words:
        if (place and word in place.words) or is_known(word, catalogue) or compound(word, catalogue):
            continue
        if meant := corrected(word, catalogue):
            found[word] = meant
    return found


def compound(word: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """The stems of the two parts of a compound."""
    stems = german_stems(catalogue.lexicon)
    return parts_of(word, lambda part: part in catalogue.vocabulary or part in stems)
