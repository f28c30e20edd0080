"""Changes that wait for a moderator: what they would change, and storing them through the form they were typed into."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from offers import notify
from offers.approval import ChangedMeanwhileError, kept_data
from offers.exchange import columns
from offers.exchange.carry_out import SECTION as FROM_TABLE
from offers.exchange.carry_out import store
from offers.exchange.plan import plan
from offers.exchange.tables import Sheet
from offers.forms.sections import SECTIONS, section_form
from offers.models import Offer, PendingChange
from partners.history import Change
from partners.shown_values import shown

APPROVED = gettext_noop("approved by the moderator")


class NoLongerFitsError(Exception):
    """A kept change does not pass its form any more; the text says why."""


@dataclass
class ShownChange:
    """A change that waits, as its moderator reads it."""

    row: PendingChange
    label: str
    changes: list[Change]
    errors: list[str]


def shown_change(change) -> ShownChange:
    """What would become of each field of the section."""
    if change.section == FROM_TABLE:
        row = _planned(change, Offer.objects.select_related("partner").get(pk=change.offer_id))
        changes = [Change(one.column, one.old, one.new) for one in row.differences]
        return ShownChange(change, _("from a table"), changes, [problem.reason for problem in row.bad])
    label = str(SECTIONS[change.section].label) if change.section in SECTIONS else change.section
    try:
        section = _section(change, Offer.objects.get(pk=change.offer_id))
    except NoLongerFitsError as error:
        return ShownChange(change, label, [], [str(error)])
    is_valid = section.is_valid()
    changes = [field for form in section.forms for field in _changes_of(form)]
    return ShownChange(change, label, changes, [] if is_valid else section.errors)


def _changes_of(form):
    """The fields of one form that somebody has typed anew."""
    values = getattr(form, "cleaned_data", {})
    prefix = "" if form.prefix is None else f"{capfirst(form._meta.model._meta.verbose_name)} – "
    if values.get("DELETE"):
        text = "; ".join(filter(None, (_text(form, name, form.initial.get(name)) for name in form.fields)))
        yield Change(prefix.removesuffix(" – "), text, "")
        return
    for name in form.changed_data:
        if name in values and not form.fields[name].widget.is_hidden:
            yield Change(
                f"{prefix}{form[name].label}",
                _text(form, name, form.initial.get(name)),
                _text(form, name, values[name]),
            )


def _text(form, name, value) -> str:
    """A value of a form's field as people read it."""
    field = form.fields[name]
    if name in ("id", "DELETE") or value in (None, ""):
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(row) for row in value))
    if isinstance(field, forms.ModelChoiceField):
        row = value if hasattr(value, "pk") else field.queryset.filter(pk=value).first()
        return str(row or "")
    if name in {column.name for column in form._meta.model._meta.fields}:
        return shown(form._meta.model, name, value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _planned(change, offer):
    """The row of a table that was kept, compared with what the entry says now."""
    cells = {columns.NUMBER: str(offer.pk)} | {name: values[0] for name, values in change.data.items()}
    [row] = plan(offer.partner, Sheet(list(cells), [(1, list(cells.values()))]), take_conflicts=True)
    return row


def _section(change, offer):
    try:
        return section_form(change.section, offer, data=kept_data(change), user=change.author)
    except (ValidationError, KeyError) as error:
        raise NoLongerFitsError(str(error)) from error


@transaction.atomic
def approve(change, *, by, seen: str):
    """Store a change as if its author had just done so. ``seen`` is the time of the change that stood above the button.

    Raises ``ChangedMeanwhileError`` where the author has written it anew, ``NoLongerFitsError`` if it cannot be stored.
    """
    offer = (
        Offer.objects.select_for_update(of=("self",)).select_related("partner", "policy_field").get(pk=change.offer_id)
    )
    change = PendingChange.objects.waiting().select_related("author").filter(pk=change.pk).first()
    if change is None or change.created_at.isoformat() != seen:
        raise ChangedMeanwhileError
    _store(change, offer, change.author or by)
    change.delete()
    to = [change.author.email] if change.author and change.author.email else None
    notify.partner_side(offer, "change_approved", to=to, link=offer.get_absolute_url())


def _store(change, offer, by):
    if change.section == FROM_TABLE:
        row = _planned(change, offer)
        if row.bad:
            raise NoLongerFitsError(" ".join(problem.reason for problem in row.bad))
        store(row.offer, row.values, by=by)
        return
    section = _section(change, offer)
    if not section.is_valid():
        raise NoLongerFitsError(" ".join(section.errors))
    offer._change_reason = APPROVED
    section.save(by)
    del offer._change_reason  # a reason belongs to one change
