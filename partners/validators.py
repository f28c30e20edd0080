"""Checks of single values that more than one model needs."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

validate_postcode = RegexValidator(r"^\d{5}\Z", _("A German postcode has five digits."))
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 for text of ordinary size


def _luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 black to 1 white (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two ``#rrggbb`` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def validate_text_colour(colour: str):
    """A colour that stays readable as text on white, and under white text."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValidationError(_("Please write the colour as # and six digits, such as #0b5563."))
    if contrast(colour, "#ffffff") < LEAST_CONTRAST:
        raise ValidationError(_("This colour is too light to be read on white. Please choose a darker one."))


class WebAddressField(models.URLField):
    """An address on the web: http or https only, so that a link never runs a script."""

    default_validators = [URLValidator(["http", "https"])]

    def __init__(self, *args, **options):
        options.setdefault("max_length", 500)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options):
        return super().formfield(**{"assume_scheme": "https"} | options)
