"""The words offers are sorted by, and the terms of our own attributes, as taxonomies of the standard."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network_portal.mail import absolute
from offers.exports.hsds import PROFILE
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.models import LifeSituation, Offer, OpeningTime, PolicyField, Topic
from offers.models.choices import Kind
from partners.kept import KeptUntilChange
from partners.models import Location

# Kinds of terms, as link types of attributes name them too.
FIELD, TOPIC, SITUATION, KIND, OWN = "policy_field", "topic", "situation", "kind", "own"
# Taxonomies: key -> name, description.
TAXONOMIES = {
    "themes": (_("Fields and topics"), _("What offers are about: policy fields, and their topics below them.")),
    "situations": (_("Life situations"), _("What has happened to those who look for help.")),
    "kinds": (_("Kinds of help"), _("How somebody helps: advice, a course, money …")),
    "profile": (PROFILE, _("Answers that the standard has no column for; the value of the attribute is the answer.")),
}
TAXONOMY_OF = {FIELD: "themes", TOPIC: "themes", SITUATION: "situations", KIND: "kinds", OWN: "profile"}

# Our own attributes: those that stand for a column, with its model, and the others with what they say.
COLUMNS = {
    Offer: (
        "anonymity", "bound_to_secrecy", "childcare", "childcare_notice_days", "access", "lead_time_hours",
        "booking_url", "hours_known", "hours_text", "cost_kind", "payers", "documents_known", "for_whom",
        "for_pregnant", "residence", "benefit_receipt", "employment", "age_from", "age_to", "not_for", "interpreter",
        "sign_language", "paused_until", "plain_text", "delivery", "capacity", "capacity_as_of", "expected_wait",
        "notice_until", "status",
    ),
    OpeningTime: ("months", "in_school_holidays", "on_public_holidays", "by_appointment"),
    Location: (
        "step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space", "is_hidden",
    ),
}  # fmt: skip
OTHERS = {
    "freshness": (_("freshness"), _("confirmed: somebody vouches for it; due: nobody has for a while; unconfirmed.")),
    "edge_hours": (_("unusual times"), _("Possible at times when others are closed.")),
    "link": (_("form or link"), _("Title and address.")),
    "together_with": (_("together with"), _("Another organisation that shares in the offer.")),
    "exception": (_("different times"), _("closed: the schedule names days without; hours: days with other hours.")),
    "responsibility": (_("responsible for"), _("Topics, streets, first letters of names …")),
    "reachable": (_("best reached"), _("When somebody answers.")),
    "form_url": (_("contact form"), _("Address of a form.")),
    "speaks": (_("languages"), _("A language the contact speaks (BCP 47).")),
    "organisation_kind": (_("kind of organisation"), _("Public authority, association, church …")),
}  # fmt: skip


@cache
@override(settings.LANGUAGE_CODE)
def taxonomy(key: str) -> dict:
    """One taxonomy in the words of the standard."""
    name, description = TAXONOMIES[key]
    return {
        "id": uuid_of("taxonomy", key), "name": str(name), "description": str(description),
        "uri": f"{absolute('/api/')}#{key}", "version": "1.0",
    }  # fmt: skip


def term(kind: str, key, code: str, name: str, description: str = "", parent_id: str | None = None) -> dict:
    """One term in the words of the standard."""
    of = taxonomy(TAXONOMY_OF[kind])
    return known(
        id=uuid_of(kind, key), code=code, name=name, description=description or name, parent_id=parent_id,
        taxonomy=of["name"], taxonomy_id=of["id"], language="de",
    )  # fmt: skip


def in_brief(term: dict) -> dict:
    """A term as it stands in each attribute: its description is told in the list of terms."""
    kept = ("id", "code", "name", "taxonomy", "taxonomy_id")
    return {name: term[name] for name in kept} | {"description": term["name"]}


@cache
def own_term(code: str) -> dict:
    """The term of an attribute of our profile, in brief."""
    return in_brief(next(each for each in own_terms() if each["code"] == code))


@cache
@override(settings.LANGUAGE_CODE)
def own_terms() -> tuple[dict, ...]:
    """All terms of our profile; a description of fixed answers names them."""
    columns = [(name, model._meta.get_field(name)) for model, names in COLUMNS.items() for name in names]
    made = [(name, str(field.verbose_name), _answers(field)) for name, field in columns]
    made += [(code, str(name), str(description)) for code, (name, description) in OTHERS.items()]
    return tuple(term(OWN, code, code, name, description) for code, name, description in made)


def _answers(field) -> str:
    """“full: fully anonymous; name: your name is needed”; the help text where any answer is possible."""
    choices = getattr(field, "code_choices", None) or field.choices or []
    return "; ".join(f"{code}: {label}" for code, label in choices) or str(field.help_text)


@override(settings.LANGUAGE_CODE)
def read_catalogue() -> dict[tuple, dict]:
    """All terms by kind and key. Three queries."""
    found = {}
    for row in PolicyField.objects.all():
        found[FIELD, row.pk] = term(FIELD, row.pk, row.key, row.name, row.description)
    for row in Topic.objects.all():
        above = uuid_of(TOPIC, row.parent_id) if row.parent_id else uuid_of(FIELD, row.policy_field_id)
        found[TOPIC, row.pk] = term(TOPIC, row.pk, row.key, row.name, row.description, above)
    for row in LifeSituation.objects.all():
        found[SITUATION, row.pk] = term(SITUATION, row.pk, row.key, row.name, row.description)
    found |= {(KIND, kind.value): term(KIND, kind.value, kind.value, str(kind.label)) for kind in Kind}
    return found | {(OWN, each["code"]): each for each in own_terms()}


catalogue = KeptUntilChange(read_catalogue)
