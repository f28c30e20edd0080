"""What a query says, and the offers that answer it."""

from dataclasses import dataclass, field

from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.dangers import dangers_in, needs_of_dangers
from offers.search.filterwords import WordFilter, filters_in
from offers.search.needs import Needs, language_of, needs_of_words
from offers.search.ranking import Hit, Wish, Word, rank
from offers.search.related import widened
from offers.search.spelling import corrected, german_stems, is_known
from offers.search.stopwords import STOPWORDS
from offers.search.text import MOST_WORDS, is_short_number, stem, words_of
from offers.search.vocabulary import parts_of

IN_MY_LANGUAGE, NEWCOMER = 0.1, 0.0  # whoever asks in another language may be new here
LONGEST_QUERY = 200  # characters
CORRECTED = 0.8  # how sure we are of a corrected word
NEED, NEED_OF_ONE_WORD, NEED_IN_DANGER = 0.75, 0.72, 0.9  # how much the need counts against the words that speak of it


@dataclass(frozen=True)
class Understanding:
    """A query as search understands it."""

    query: str
    words: tuple[str, ...] = ()
    corrections: dict[str, str] = field(default_factory=dict)
    dangers: tuple[str, ...] = ()
    filters: tuple[WordFilter, ...] = ()
    needs: Needs = field(default_factory=Needs)
    hits: tuple[Hit, ...] = ()

    @property
    def keys(self) -> list[int]:
        return [hit.key for hit in self.hits]


def understand(query: str) -> Understanding:
    """Read a query of any length and find its offers."""
    words = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return Understanding(query)
    with current_catalogue() as catalogue:
        return _understand(query, words, catalogue)


def _understand(query: str, words: list[str], catalogue: Catalogue) -> Understanding:
    lexicon = catalogue.lexicon
    known = catalogue.vocabulary.__contains__
    language = language_of(words, lexicon, known)
    corrections = corrections_of(words, catalogue) if language == "de" else {}
    meant = [corrections.get(word, word) for word in words]
    dangers = tuple(dict.fromkeys([*dangers_in(words, lexicon), *dangers_in(meant, lexicon)]))
    compounds = {word: parts for word in meant if (parts := compound(word, catalogue))} if language == "de" else {}
    needs = needs_of_words(meant, language, lexicon)
    if language == "de" and not needs.phrases:
        needs = needs_of_words(meant, language, lexicon, {part: word for word, parts in compounds.items() for part in parts})
    filters = () if dangers else filters_in(meant, language, lexicon, needs.phrases)
    filtering = {word for chosen in filters for word in chosen.words}
    wanted = {
        word: Word(stem(word), compounds.get(word), CORRECTED if old != word else 1.0)
        for old, word in dict(zip(words, meant, strict=True)).items()
        if word not in STOPWORDS and word not in filtering and not is_short_number(word)
    }
    help_first = needs_of_dangers(dangers)
    if language != "de":
        help_first |= {f"language:{language}": IN_MY_LANGUAGE, "situation:newcomer": NEWCOMER}
    weights = {key: max(needs.weights.get(key, 0), help_first.get(key, 0)) for key in needs.weights | help_first}
    wish = Wish(
        inside=[word for text, word in wanted.items() if text in needs.words],
        outside=[word for text, word in wanted.items() if text not in needs.words and (language == "de" or known(word.stem))],
        needs=widened(weights, catalogue.related),
        share=NEED_IN_DANGER if dangers else NEED_OF_ONE_WORD if len(wanted) == 1 else NEED,
    )
    hits = rank(wish, catalogue)
    return Understanding(query, tuple(words), corrections, dangers, tuple(filters), needs, hits)


def corrections_of(words: list[str], catalogue: Catalogue) -> dict[str, str]:
    """What was meant by the words that nobody knows and that are no compounds."""
    found = {}
    for word in words:
        if not is_known(word, catalogue) and not compound(word, catalogue):
            meant = corrected(word, catalogue)
            if meant:
                found[word] = meant
    return found


def compound(word: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """The stems of the two parts of a compound."""
    stems = german_stems(catalogue.lexicon)
    return parts_of(word, lambda part: part in catalogue.vocabulary or part in stems)
