"""Telephone numbers: read as people type them, stored as E.164, shown the German way."""

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# Numbers without an area code that are right as they are (Federal Network Agency; EU harmonised 116 numbers).
SHORT_NUMBERS = {
    "110": "110",
    "112": "112",
    "115": "115",
    "116006": "116 006",
    "116016": "116 016",
    "116111": "116 111",
    "116116": "116 116",
    "116117": "116 117",
    "116123": "116 123",
}


def read_phone(typed: str) -> str:
    """The number as E.164, or a short number as its digits. Raises ``ValidationError`` where it is neither."""
    digits = "".join(character for character in typed if character.isdigit())
    if digits in SHORT_NUMBERS:
        return digits
    try:
        number = phonenumbers.parse(typed, "DE")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("“%(typed)s” is not a telephone number."), code="phone", params={"typed": typed})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(stored: str) -> str:
    """A stored number as one reads it in Germany: ``030 23125000``, ``116 016``, abroad ``+48 22 …``."""
    if stored in SHORT_NUMBERS:
        return SHORT_NUMBERS[stored]
    try:
        number = phonenumbers.parse(stored, "DE")
    except phonenumbers.NumberParseException:
        return stored
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if number.country_code == 49 else style.INTERNATIONAL)


class PhoneFormField(forms.CharField):
    """A text input that shows a stored number the German way, and takes it back as unchanged."""

    def prepare_value(self, value):
        shown = show_phone(value) if value else value
        return shown if value and _is_read_as(shown, value) else value

    def has_changed(self, initial, data):
        return super().has_changed(initial, data) and not _is_read_as(data or "", initial)


def _is_read_as(typed: str, stored: str | None) -> bool:
    """Whether ``typed`` is a way to write the number ``stored``."""
    try:
        return read_phone(typed) == stored
    except ValidationError:
        return False


class PhoneField(models.CharField):
    """A telephone number. Whatever way it was typed, ``clean`` leaves E.164 or a known short number."""

    def __init__(self, *args, **options):
        options.setdefault("max_length", 20)
        super().__init__(*args, **options)

    def to_python(self, value):
        value = (super().to_python(value) or "").strip()
        return read_phone(value) if value else value

    def formfield(self, **options):
        # Room for the ways people type: "+49 (0)30 / 23 12 5-0".
        field = super().formfield(**{"form_class": PhoneFormField} | options)
        field.max_length = 40
        field.validators = []
        field.widget.attrs.update({"type": "tel", "maxlength": "40"})
        field.widget.input_type = "tel"
        return field
