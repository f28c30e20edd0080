"""What a query asks for: phrases of the lexicon in the language it is written in."""

from dataclasses import dataclass, field

from offers.search.analysis import BY_PLACE
from offers.search.lexicon import Lexicon
from offers.search.phrases import Phrase
from offers.search.stopwords import STOPWORDS
from offers.search.text import script_of, stem
from offers.search.verbs import joined_verbs

BY_SCRIPT = {"cyrillic": ("uk", "ru"), "arabic": ("ar", "fa"), "latin": ("de", "en", "tr", "pl", "ro", "fr", "vi")}
ONE_WORD = 0.8  # what a phrase of one word counts beside longer ones
HOME_ADVANTAGE = 0.6  # words by which another language must be ahead of German


@dataclass
class Needs:
    """Needs such as “topic:daycare” with a weight from 0 to 1, and the phrases that say so."""

    weights: dict[str, float] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    language: str = "de"
    words: frozenset = frozenset()  # the words of the query that belong to a phrase
    from_parts: bool = False  # whether only parts of compounds say so

    @property
    def is_sure(self) -> bool:
        """Whether a phrase says so that stands in the query itself and hardly ever means something else."""
        return not self.from_parts and any(phrase.weight > 1 for phrase in self.phrases)


def language_of(words: list[str], lexicon: Lexicon, catalogue_knows) -> str:
    """The language most words of a query belong to, by the words the lexicon has in it."""
    languages = [code for code in BY_SCRIPT[script_of(" ".join(words))] if code in lexicon.languages]
    if not languages:
        return "de"
    known = {code: float(sum(word in lexicon.words(code) for word in words)) for code in languages}
    if "de" in known:
        known["de"] = HOME_ADVANTAGE + sum(
            word in lexicon.words("de") or word in STOPWORDS or catalogue_knows(stem(word)) for word in words
        )
    return max(languages, key=lambda code: (known[code], -languages.index(code)))


def needs_of_words(words: list[str], language: str, lexicon: Lexicon, more_stems=None) -> Needs:
    """The needs that the words speak of. ``more_stems`` are parts of compounds, each with its word."""
    sources = (joined_verbs(words) if language == "de" else {}) | (more_stems or {})
    sources |= {stem(word, language): word for word in words}
    phrases = lexicon.needs(language)
    kept, used = [], {}
    for phrase in phrases.all_in(frozenset(sources)):
        said = frozenset(sources[part] for part in phrase.stems)
        if said in used.values() or not said <= frozenset().union(*used.values()):
            kept.append(phrase)
            used[phrase] = said
    weights = {}
    for phrase in kept:
        for place, concept in enumerate(phrase.concepts[: len(BY_PLACE)]):
            weight = BY_PLACE[place] * phrase.weight / 3 * (1.0 if len(used[phrase]) > 1 else ONE_WORD)
            weights[concept] = max(weights.get(concept, 0.0), weight)
    return Needs(weights, kept, language, frozenset().union(*used.values()))
