"""Needs that are close to each other, as the coordinators have sorted them: a topic, its field, its life situations."""

from collections import defaultdict

from offers.models import LifeSituation, PolicyField, Topic

FIELD, SITUATION, PARENT = 0.4, 0.35, 0.4  # what a related need counts


def related_needs() -> dict[str, dict[str, float]]:
    """For each topic what is close to it, weighted. Two queries."""
    related = defaultdict(dict)
    keys = {}
    for pk, key, field, parent in Topic.objects.values_list("pk", "key", "policy_field__key", "parent__key"):
        keys[pk] = concept = f"topic:{key}"
        related[concept][f"field:{field}"] = FIELD
        if parent:
            related[concept][f"topic:{parent}"] = PARENT
    for pk, situation in Topic.situations.through.objects.values_list("topic_id", "lifesituation__key"):
        related[keys[pk]][f"situation:{situation}"] = SITUATION
    return dict(related)


def widened(needs: dict[str, float], related: dict[str, dict[str, float]]) -> dict[str, float]:
    """The needs and what is close to them."""
    wide = dict(needs)
    for concept, weight in needs.items():
        for other, share in related.get(concept, {}).items():
            wide[other] = max(wide.get(other, 0.0), weight * share)
    return wide


def need_names() -> dict[str, str]:
    """What topics, life situations and fields are called. Three queries."""
    return {
        f"{kind}:{key}": name
        for kind, model in (("topic", Topic), ("situation", LifeSituation), ("field", PolicyField))
        for key, name in model.objects.values_list("key", "name")
    }
