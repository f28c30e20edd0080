"""Topics and life situations that a query speaks of, as pages to go on to."""

from offers.models import LifeSituation, Topic
from offers.search.understanding import Understanding

MOST = 4


def themes_of(understanding: Understanding) -> list:
    """The topics and life situations that the words ask for, likeliest first. Two queries, none without a need."""
    weights = understanding.needs.weights
    concepts = sorted(weights, key=lambda concept: (-weights[concept], concept))[:MOST]
    found = {}
    for kind, model in (("topic", Topic), ("situation", LifeSituation)):
        keys = [concept.partition(":")[2] for concept in concepts if concept.startswith(f"{kind}:")]
        found |= {f"{kind}:{term.key}": term for term in (model.objects.filter(key__in=keys) if keys else ())}
    return [found[concept] for concept in concepts if concept in found]
