"""Words of danger. They come before all ranking: whoever may be in danger sees help at once."""

from offers.models.helpline import HelpLineGroup
from offers.search.lexicon import Lexicon
from offers.search.needs import BY_SCRIPT
from offers.search.text import script_of, stem

HARMLESS = "except"
MOST_LINES = 5  # police and ambulance stand above them anyway
# What a danger has to do with, so that fitting offers come first; and the groups of help lines that fit.
NEEDS = {
    "violence": ("topic:violence_support", "topic:womens_shelter", "situation:violence"),
    "sexual_abuse": ("topic:violence_support", "topic:child_protection", "situation:violence"),
    "self_harm": ("topic:crisis_service", "situation:mental_crisis", "topic:mental_health"),
    "child_in_danger": ("topic:child_protection", "situation:child_at_risk", "topic:crisis_service"),
    "flight": ("topic:womens_shelter", "topic:emergency_housing", "situation:violence"),
    "emergency": ("topic:crisis_service", "field:crisis"),
}
HELP_LINES = {
    "violence": (HelpLineGroup.VIOLENCE, HelpLineGroup.EMERGENCY),
    "sexual_abuse": (HelpLineGroup.VIOLENCE, HelpLineGroup.EMERGENCY),
    "self_harm": (HelpLineGroup.CRISIS, HelpLineGroup.EMERGENCY),
    "child_in_danger": (HelpLineGroup.FAMILY, HelpLineGroup.VIOLENCE, HelpLineGroup.EMERGENCY),
    "flight": (HelpLineGroup.VIOLENCE, HelpLineGroup.EMERGENCY),
    "emergency": (HelpLineGroup.EMERGENCY, HelpLineGroup.CRISIS),
}


def dangers_in(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds of danger that the words speak of, the strongest sign first.

    A harmless context silences a phrase of danger that shares a word with it and is not longer.
    """
    found = []
    for language in BY_SCRIPT[script_of(" ".join(words))]:
        if not any(word in lexicon.words(language) for word in words):
            continue
        phrases = lexicon.dangers(language).all_in(frozenset(stem(word, language) for word in words))
        harmless = [phrase for phrase in phrases if phrase.concepts == (HARMLESS,)]
        for phrase in phrases:
            silenced = any(other.stems & phrase.stems and len(phrase.stems) <= len(other.stems) for other in harmless)
            if phrase.concepts != (HARMLESS,) and not silenced:
                found.append((-len(phrase.stems), phrase.concepts[0]))
    return tuple(dict.fromkeys(kind for _length, kind in sorted(found)))


def needs_of_dangers(kinds) -> dict[str, float]:
    """What helps against these dangers, weighted."""
    weights = {}
    for place, kind in enumerate(kinds):
        for rank, concept in enumerate(NEEDS[kind]):
            weight = 1.0 / (1 + rank * 0.3) / (1 + place)
            weights[concept] = max(weights.get(concept, 0.0), weight)
    return weights


def help_lines_first(kinds, lines) -> list:
    """The help lines that fit the dangers, those of the best fitting group first; asks nothing where there is none."""
    if not kinds:
        return []
    groups = list(dict.fromkeys(group for kind in kinds for group in HELP_LINES[kind]))
    fitting = [line for line in lines.filter(group__in=groups) if line.group != HelpLineGroup.EMERGENCY]
    fitting.sort(key=lambda line: (groups.index(line.group), not line.always_open, line.position))
    return fitting[:MOST_LINES]
