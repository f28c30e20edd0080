"""Two people edit one entry: the second one is told, sees what the first one stored, and keeps what he typed.

The form carries fingerprints of what it showed. They are compared with the stored entry when it comes back, with the
row locked. Saving again after the message is a decision, and stores what was typed.
"""

import hashlib
import json

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from partners.shown_values import shown, value_label

FIELD = "edit_version"


def fingerprint(value) -> str:
    """A few letters that are others when the value is another."""
    if isinstance(value, list | tuple) and all(isinstance(part, models.Model) for part in value):
        value = sorted(part.pk for part in value)
    return hashlib.sha256(repr(value if isinstance(value, list) else str(value)).encode()).hexdigest()[:8]


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
        if self.stored_version and (changed := self._changed_meanwhile()):
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
            found[name] = fingerprint(list(getattr(self.instance, name).order_by("pk").values_list()))
        return found

    def _changed_meanwhile(self) -> list[str]:
        """Names of what was stored anew since the form was opened; everything, if the form does not say."""
        try:
            seen = json.loads(self.cleaned_data.get(FIELD) or "{}")
        except ValueError:
            seen = {}
        seen = seen if isinstance(seen, dict) else {}
        return [name for name, version in self.stored_version.items() if seen.get(name) != version]

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
            '<p>{}</p><ul class="meanwhile">{}</ul><p>{}</p>', _who_changed(self.instance), rows,
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


def _who_changed(instance) -> str:
    """A sentence that says who stored the entry last, as far as that is known."""
    person = None
    if hasattr(instance, "history"):
        last = instance.history.select_related("history_user").order_by("history_date", "history_id").last()
        person = last.history_user if last else None
    else:
        content_type = ContentType.objects.get_for_model(instance)
        entries = LogEntry.objects.filter(content_type=content_type, object_id=str(instance.pk))
        last = entries.select_related("user").order_by("action_time", "pk").last()
        person = last.user if last else None
    if person is None:
        return _("This entry was changed while you were working on it:")
    name = person.get_full_name() or person.get_username()
    return _("%(person)s changed this entry while you were working on it:") % {"person": name}


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
