"""German verbs that come apart: “wer passt auf mein Kind auf” is about aufpassen."""

from offers.search.text import stem

PARTICLES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "ein",
        "heim",
        "her",
        "hin",
        "kennen",
        "los",
        "mit",
        "nach",
        "um",
        "unter",
        "vor",
        "weg",
        "weiter",
        "zu",
        "zurück",
    ]
)
SHORTEST_VERB = 4  # letters
ENDINGS = ("e", "t", "st", "en")  # of the present


def joined_verbs(words: list[str]) -> dict[str, str]:
    """Stems of the verbs that the words may be parts of, each with the word it came from."""
    particles = [word for word in words if word in PARTICLES]
    verbs = [word for word in words if word not in PARTICLES and len(word) >= SHORTEST_VERB]
    return {stem(particle + form): verb for particle in particles for verb in verbs for form in forms_of(verb)}


def forms_of(verb: str) -> list[str]:
    """The word itself and what its infinitive may be: passt, passen."""
    return [verb, *(verb.removesuffix(ending) + "en" for ending in ENDINGS if verb.endswith(ending))]
