"""What a browser would send from a form: to show stored values beside typed ones, and to keep them as if typed."""

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from offers.forms.rows import MOST_ROWS
from offers.forms.sections import section_form


def typed_form(form) -> dict[str, list[str]]:
    """The values of one form by the names of its inputs."""
    return {field.html_name: values for field in form if (values := _typed(field)) is not None}


def _typed(field) -> list[str] | None:
    value, widget = field.value(), field.field.widget
    if isinstance(widget, forms.FileInput):
        return None
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return [str(part) for part in value or []]
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else None
    shown = widget.format_value(value)
    shown = shown[0] if isinstance(shown, list) and shown else shown
    return ["" if shown is None or shown == [] else str(shown)]


def typed_rows(rows) -> dict[str, list[str]]:
    """The values of the stored rows of one kind, and how many they are."""
    stored = rows.forms[: rows.initial_form_count()]
    sent = {f"{rows.prefix}-TOTAL_FORMS": [str(len(stored))], f"{rows.prefix}-INITIAL_FORMS": ["0"]}
    for form in stored:
        sent |= typed_form(form)
    return sent


def typed_section(name, offer) -> QueryDict:
    """A section as it is stored, as its form would send it unchanged."""
    section, data = section_form(name, offer), QueryDict(mutable=True)
    parts = [typed_form(section.form), *(typed_rows(rows) for rows in section.rows.values())]
    for part in parts:
        for name_, values in part.items():
            data.setlist(name_, values)
    return data


def with_stored(data: MultiValueDict, name: str, section, offer) -> QueryDict:
    """``data`` with the stored values of the field or the rows ``name`` instead of the typed ones."""
    stored, mixed = typed_section(section, offer), data.copy()
    for key in [key for key in mixed if _belongs(key, name)]:
        del mixed[key]
    for key in stored:
        if _belongs(key, name):
            mixed.setlist(key, stored.getlist(key))
    return mixed


def _belongs(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name}-")


def with_one_more(data: MultiValueDict, name: str) -> QueryDict:
    """``data`` with one more empty row."""
    more, key = data.copy(), f"{name}-TOTAL_FORMS"
    typed = more.get(key, "")
    count = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
    more[key] = str(min(count + 1, MOST_ROWS))
    return more
