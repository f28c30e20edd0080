"""Forms of an entry that two people may edit: the second is told, and keeps what he typed (partners/editing.py)."""

import json

from django import forms
from django.db import connection, models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from partners.editing import FIELD, changed_since, fingerprint, row_fingerprint, who_changed
from partners.shown_values import shown, value_label


class GuardedForm(forms.ModelForm):
    """A form that notices when its entry was changed while it was open. ``guarded_rows`` are names of reverse keys."""

    edit_version = forms.CharField(widget=forms.HiddenInput, required=False)
    guarded_rows = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_version = {}
        if self.instance.pk and not self.instance._state.adding:
            self.stored_version = self._fingerprints()
            self.initial[FIELD] = json.dumps(self.stored_version)

    def clean(self):
        super().clean()
        if self.stored_version and (changed := changed_since(self.cleaned_data.get(FIELD), self.stored_version)):
            self.add_error(None, self._conflict(changed))
            # The next press of “save” has seen the message.
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = json.dumps(self.stored_version)
        return self.cleaned_data

    def _own_fields(self):
        names = {field.name for field in [*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many]}
        return [name for name in self.fields if name in names]

    def _fingerprints(self) -> dict[str, str]:
        found = {name: fingerprint(self.initial.get(name)) for name in self._own_fields()}
        for name in self.guarded_rows:
            found[name] = row_fingerprint(self.instance, name)
        return found

    def _stored_text(self, name) -> str:
        value = self.initial.get(name)
        model, field = self._meta.model, self._meta.model._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            return ", ".join(sorted(str(row) for row in value or []))
        if isinstance(field, models.ForeignKey):
            return str(getattr(self.instance, name) or "")
        return shown(model, name, value)

    def _conflict(self, changed):
        rows = format_html_join("", "<li>{}: {}</li>", [(self._label(n), self._now(n)) for n in changed])
        return format_html(
            '<p>{}</p><ul class="meanwhile">{}</ul><p>{}</p>', who_changed(self.instance), rows,
            _("What you typed is still in the form. Press “Save” again to store it."),
        )  # fmt: skip

    def _label(self, name):
        if name in self.guarded_rows:
            related = self._meta.model._meta.get_field(name).related_model
            return str(related._meta.verbose_name_plural)[:1].upper() + str(related._meta.verbose_name_plural)[1:]
        return value_label(self._meta.model, name)

    def _now(self, name):
        if name in self.guarded_rows:
            rows = getattr(self.instance, name).all()
            return "; ".join(str(row) for row in rows) or _("nothing")
        text = self._stored_text(name)
        return _("now “%(text)s”") % {"text": text} if text else _("now empty")


class GuardedAdmin:
    """For ``ModelAdmin``: forms on top of ``GuardedForm``, and the row locked while one is stored."""

    form = GuardedForm

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        if entry is None or request.method != "POST" or not connection.in_atomic_block:
            return entry
        # Lock, then look: two colleagues may press “save” at the same moment. Not by ``get_queryset``, which may count
        # things: PostgreSQL locks no grouped rows.
        list(self.model._default_manager.order_by().select_for_update().filter(pk=entry.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            rows = [inline.model for inline in self.get_inline_instances(request, obj)]
            form.guarded_rows = tuple(_reverse_names(self.model, rows))
        return form


def _reverse_names(model, row_models):
    """Names of the reverse foreign keys of ``model`` that lead to ``row_models``."""
    relations = [relation for relation in model._meta.related_objects if relation.one_to_many]
    return [relation.get_accessor_name() for relation in relations if relation.related_model in row_models]
