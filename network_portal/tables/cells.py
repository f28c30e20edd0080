"""Fields of a row as texts of a table, and back. Raises ``UnreadableCell`` with the reason."""

from datetime import date, datetime

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from network_portal.tables.specs import NUMBER
from offers.importing.problems import UnreadableCell
from partners.text import name_key

YES, NO = {"ja", "yes", "x", "1", "wahr", "true"}, {"nein", "no", "0", "", "falsch", "false"}


def heading(model, name: str) -> str:
    """The name of a column, as the form calls it."""
    return _("No.") if name == NUMBER else capfirst(str(model._meta.get_field(name).verbose_name))


def written(row, name: str) -> str:
    """A cell of the table."""
    value = getattr(row, name)
    if name == NUMBER or value is None:
        return "" if value is None else str(value)
    field = row._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def read(model, name: str, text: str):
    """What a cell says, as the value of the field."""
    field, text = model._meta.get_field(name), text.strip()
    if isinstance(field, models.BooleanField):
        return _yes_or_no(text)
    if field.choices:
        return _choice(field, text)
    if isinstance(field, models.JSONField):
        return [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(field, models.ForeignKey):
        return _row_named(field, text)
    if isinstance(field, models.DateField):
        return _day(text)
    if isinstance(field, models.IntegerField):
        return _number(text)
    return text


def _yes_or_no(text: str) -> bool:
    if (word := text.casefold()) not in YES | NO | {_("yes"), _("no")}:
        raise UnreadableCell(_("Please write yes or no."))
    return word in YES | {_("yes")}


def _choice(field, text: str):
    known = {str(label).casefold(): code for code, label in field.flatchoices}
    known |= {str(code).casefold(): code for code, _label in field.flatchoices}
    if text.casefold() not in known:
        words = ", ".join(str(label) for _code, label in field.flatchoices)
        raise UnreadableCell(_("Please write one of these: %(words)s") % {"words": words})
    return known[text.casefold()]


def _row_named(field, text: str):
    rows = [row for row in field.related_model._default_manager.all() if name_key(str(row)) == name_key(text)]
    if not rows:
        raise UnreadableCell(_("“%(text)s” is not known.") % {"text": text})
    return rows[0]


def _day(text: str):
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date() if text else None
        except ValueError:
            continue
    raise UnreadableCell(_("Please write a day such as 31.12.2026."))


def _number(text: str):
    try:
        return int(text) if text else None
    except ValueError:
        raise UnreadableCell(_("Please write a whole number.")) from None
