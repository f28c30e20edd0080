"""Stored values, and who stored them, as people read it in lists of changes."""

import datetime

from django.utils.formats import date_format, localize, time_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from partners.fields import CodeListField


def value_label(model, name: str) -> str:
    """What people call the field ``name``."""
    return str(capfirst(model._meta.get_field(name).verbose_name))


def shown(model, name: str, value) -> str:
    """A value of the field ``name`` as a text; empty values are an empty text."""
    field = model._meta.get_field(name)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, CodeListField):
        return ", ".join(field.labels_of(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _shown_plainly(value)


def _shown_plainly(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, datetime.time):
        return time_format(value, "TIME_FORMAT")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(localize(value))


def person_name(user) -> str:
    """A colleague as people know her; the name of the account where nothing else is known."""
    return user.get_full_name() or user.get_username()
