"""What a query says, and the offers that answer it."""

from dataclasses import dataclass, field

from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.dangers import dangers_in, needs_of_dangers
from offers.search.filterwords import WordFilter, filters_in
from offers.search.needs import Needs, language_of, needs_of_words
from offers.search.ranking import Hit, Word, by_need, by_words
from offers.search.spelling import corrected, german_stems, is_known
from offers.search.stopwords import STOPWORDS
from offers.search.text import MOST_WORDS, stem, words_of
from offers.search.vocabulary import parts_of

LONGEST_QUERY = 200  # characters
CORRECTED = 0.8  # how sure we are of a corrected word
LEAST = 0.08  # score below which an offer is no answer


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
    coverage: float = 0.0  # share of what the words tell that stands in any offer

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
    language = language_of(words, lexicon, catalogue.vocabulary.__contains__)
    corrections = corrections_of(words, catalogue) if language == "de" else {}
    meant = [corrections.get(word, word) for word in words]
    dangers = tuple(dict.fromkeys([*dangers_in(words, lexicon), *dangers_in(meant, lexicon)]))
    compounds = {word: parts for word in meant if (parts := compound(word, catalogue))} if language == "de" else {}
    needs = needs_of_words(meant, language, lexicon)
    if language == "de" and not needs.phrases:
        needs = needs_of_words(meant, language, lexicon, [part for parts in compounds.values() for part in parts])
    filters = filters_in(meant, language, lexicon, needs.phrases)
    filtering = {word for chosen in filters for word in chosen.words}
    wanted = [
        Word(stem(word), compounds.get(word), CORRECTED if old != word else 1.0)
        for old, word in dict(zip(words, meant, strict=True)).items()
        if word not in STOPWORDS and word not in filtering
    ]
    needs.weights |= {key: max(weight, needs.weights.get(key, 0)) for key, weight in needs_of_dangers(dangers).items()}
    hits, coverage = rank(wanted, needs.weights, catalogue, foreign=language != "de")
    return Understanding(query, tuple(words), corrections, dangers, tuple(filters), needs, hits, coverage)


def rank(words: list[Word], needs: dict[str, float], catalogue: Catalogue, *, foreign: bool) -> tuple:
    """The offers that answer, best first, and how much of the words any of them holds."""
    worded, coverage = by_words(words, catalogue)
    needed = by_need(needs, catalogue)
    share = share_of_needs(words, needs, foreign=foreign)
    hits = []
    for slot in worded.keys() | needed.keys():
        by_word, need = worded.get(slot, 0.0), needed.get(slot, 0.0)
        score = round((1 - share) * by_word + share * need, 6)
        if score >= LEAST:
            hits.append(Hit(catalogue.keys[slot], score, by_word, need))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.key))), coverage


def share_of_needs(words: list[Word], needs: dict[str, float], *, foreign: bool) -> float:
    """How much the need counts against the words themselves."""
    if not needs:
        return 0.0
    if foreign:
        return 0.9
    return 0.5 if len(words) <= 2 else 0.7


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
