"""Model fields that more than one app needs."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class CodeListField(models.JSONField):
    """Several of the given choices, stored as a JSON list of codes in the order of the choices."""

    def __init__(self, *args, choices=(), **options):
        self.code_choices = list(choices)
        self.code_labels = dict(self.code_choices)
        super().__init__(*args, **{"default": list, "blank": True} | options)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        known = [code for code, _label in self.code_choices]
        unknown = [code for code in value if code not in known]
        if unknown:
            raise ValidationError(_("Unknown choice: %(code)s."), code="invalid_choice", params={"code": unknown[0]})
        return [code for code in known if code in value]

    def formfield(self, **options):
        return forms.MultipleChoiceField(
            choices=self.code_choices,
            required=not self.blank,
            label=options.get("label", capfirst(self.verbose_name)),
            help_text=options.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )

    def labels_of(self, codes) -> list[str]:
        """What people read for ``codes``."""
        return [str(self.code_labels[code]) for code in codes if code in self.code_labels]
