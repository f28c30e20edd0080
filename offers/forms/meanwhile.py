"""What somebody else has stored in a section while its form was open elsewhere (see ``partners.editing``)."""

import json
from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from offers.forms.questions import QUESTIONS
from offers.forms.sections import SECTIONS
from offers.forms.typed import with_stored
from partners.editing import FIELD, changed_since, fingerprint, row_fingerprint, seen_versions, who_changed
from partners.shown_values import shown

WAITING = "waiting"


@dataclass
class Meanwhile:
    """One thing that was changed: what it is called, what is stored now, whether the form already shows that."""

    name: str
    label: str
    now: str
    is_taken: bool


def versions(section: str, offer, waiting=None) -> dict[str, str]:
    """Fingerprints of all a section shows, and of the change that waits for approval."""
    spec = SECTIONS[section]
    found = {name: fingerprint(stored_value(offer, name)) for name in spec.fields}
    found |= {name: row_fingerprint(offer, name) for name in spec.rows}
    return found | {WAITING: fingerprint(json.dumps(waiting.data, sort_keys=True) if waiting else "")}


def stored_value(offer, name):
    """The value of a field as a form starts with it."""
    field = offer._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return list(getattr(offer, name).all())
    return getattr(offer, field.attname)


def merged(section, offer, sent, stored):
    """What changed while the form was open, and the data of a form that takes over what was not touched in it.

    ``section`` is the bound form and has been checked; ``offer`` is fresh from the database. Returns the list of
    ``Meanwhile`` and the data; an empty list where nobody has changed anything.
    """
    data, found, seen = sent, [], seen_versions(sent.get(FIELD))
    for name in changed_since(sent.get(FIELD), stored):
        untouched = name in section.form.cleaned_data and _typed(section.form.cleaned_data[name]) == seen.get(name)
        if untouched:
            data = with_stored(data, name, section.spec.name, offer)
        found.append(Meanwhile(name, _label(offer, name), _now(offer, name), untouched))
    return found, data


def _typed(value) -> str:
    if isinstance(value, models.QuerySet):
        return fingerprint(list(value))
    return fingerprint(getattr(value, "pk", value))


def _label(offer, name) -> str:
    if name == WAITING:
        return _("A change of this section that waits for approval")
    if name in QUESTIONS:
        return str(QUESTIONS[name][0])
    return str(capfirst(offer._meta.get_field(name).related_model._meta.verbose_name_plural))


def _now(offer, name) -> str:
    if name == WAITING:
        return _("there is a newer one")
    field = offer._meta.get_field(name)
    if field.many_to_many or field.one_to_many:
        return "; ".join(sorted(str(row) for row in getattr(offer, name).all()))
    if field.many_to_one:
        return str(getattr(offer, name) or "")
    return shown(type(offer), name, getattr(offer, name))


__all__ = ["FIELD", "Meanwhile", "merged", "versions", "who_changed"]
