"""A form that notices when its entry was changed while it was open; what was typed stays in it."""

import json

from django import forms
from django.utils.translation import gettext as _

from partners.editing import FIELD, changed_since, fingerprint, who_changed
from partners.shown_values import shown, value_label


class GuardedModelForm(forms.ModelForm):
    """Carries fingerprints of what it showed. Saving once more after the message is a decision."""

    edit_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_version = {}
        if self.instance.pk:
            names = [name for name in self._meta.fields if name in self.fields]
            self.stored_version = {name: fingerprint(self.initial.get(name)) for name in names}
            self.initial[FIELD] = json.dumps(self.stored_version)

    def clean(self):
        cleaned = super().clean()
        changed = changed_since(cleaned.get(FIELD), self.stored_version) if self.stored_version else []
        if changed:
            self.add_error(None, self._what_changed(changed))
            # The next press of “save” has seen the message.
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = json.dumps(self.stored_version)
        return cleaned

    def _what_changed(self, names) -> list[str]:
        lines = [_("%(field)s: now “%(text)s”") % {"field": self._label(n), "text": self._text(n)} for n in names]
        return [who_changed(self.instance), *lines, _("What you typed is still here. Press “Save” again to store it.")]

    def _label(self, name) -> str:
        return value_label(self._meta.model, name)

    def _text(self, name) -> str:
        stored, field = self.initial.get(name), self._meta.model._meta.get_field(name)
        if field.many_to_one:
            return str(field.related_model.objects.filter(pk=stored).first() or "–")
        return shown(self._meta.model, name, stored) or "–"
