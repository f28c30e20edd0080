"""What a service is about, in the words of this portal."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.hsds.entry import Part
from offers.importing.kinds import offer_kind
from offers.importing.problems import UnreadableCell
from offers.importing.terms import Terms
from offers.models import LifeSituation, PolicyField, Topic
from offers.models.choices import Kind


@dataclass
class Subjects:
    """Keys of the words that are known here, and the words that are not."""

    policy_field: int | None = None
    kind: str = ""
    situations: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)


def read_subjects(service: Part, terms: Terms, title: str, usual_field: PolicyField | None) -> Subjects:
    """What the terms of a service mean here. ``usual_field`` is taken where they name none."""
    found, fields, by_key = Subjects(), {row.pk: row for row in terms.fields}, _by_key(terms)
    for term in service.terms():
        words = [word for word in (term.text("code"), term.text("name")) if word]
        named = by_key.get(words[0]) or next(filter(None, map(_meaning(terms), words)), set())
        if words[0] in Kind.values and not named:
            found.kind = words[0]
        elif not named:
            found.unknown.append(words[-1])
        for model, pk in named:
            if model is PolicyField:
                found.policy_field = found.policy_field or pk
            else:
                (found.topics if model is Topic else found.situations).add(pk)
    topic_fields = [topic.policy_field_id for topic in terms.topics if topic.pk in found.topics]
    found.policy_field = found.policy_field or next(iter(topic_fields), usual_field.pk if usual_field else None)
    key = fields[found.policy_field].key if found.policy_field else ""
    found.kind = found.kind or offer_kind(title, key)
    for word in found.unknown:
        service.teller.remark("attributes", _("“%(word)s” is in no list; parents can still search for it.")
                              % {"word": short(word)})  # fmt: skip
    if not found.policy_field:
        service.teller.refuse("attributes", _("None of its terms is a policy field here. Name one with --field."))
    return found


def _by_key(terms: Terms) -> dict[str, set]:
    """The words by their keys, which exports name as codes."""
    rows = [(PolicyField, terms.fields), (Topic, terms.topics), (LifeSituation, terms.situations)]
    return {row.key: {(model, row.pk)} for model, found in reversed(rows) for row in found}


def _meaning(terms: Terms):
    def meaning(word: str) -> set:
        try:
            return {(PolicyField, terms.policy_field(word).pk)}
        except UnreadableCell:
            return terms.named(word) or terms.everyday(word)

    return meaning
