"""Texts in other languages: written on the page of the entry, below the German text; one list for all of them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.contenttypes.admin import GenericStackedInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from offers.admin import help_texts
from offers.admin.moderators import FieldRows
from offers.models import Offer, Translation
from offers.models.translation import outdated, text_version
from offers.permissions import can_edit_offer
from partners.admin.base import PortalAdmin, RowsMay
from partners.permissions import is_coordinator


class TranslationForm(forms.ModelForm):
    """A translated text. Whoever writes or ticks it says that it fits the German text of today."""

    is_checked = forms.BooleanField(
        label=_("fits the German text of today"), required=False, help_text=_("Tick this if nothing need be changed.")
    )

    class Meta:
        model = Translation
        fields = ["text", "made_by_machine"]
        widgets = {"text": AdminTextareaWidget(attrs={"rows": 4})}

    def save(self, commit=True):
        if not self.instance.pk or {"text", "field", "is_checked"} & set(self.changed_data):
            self.instance.source_version = text_version(self.instance.source_text)
        return super().save(commit)


class TranslationFormSet(BaseGenericInlineFormSet):
    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.instance.pk:
            form.instance.entry = self.instance  # known already: no query for every row
        return form

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            key = data.get("field"), data.get("language")
            if None in key or data.get("DELETE"):
                continue
            if key in seen:
                raise ValidationError(_("This text is translated into that language already."))
            seen.add(key)


class TranslationRows(RowsMay, GenericStackedInline):
    """The translations of one entry. Made by ``translation_rows``."""

    model = Translation
    formset = TranslationFormSet
    ct_field, ct_fk_field = "content_type", "object_id"
    extra = 0
    classes = ["collapse"]
    readonly_fields = ["german_text", "state"]
    fields = [("field", "language"), "german_text", "text", "made_by_machine", "state", "is_checked"]

    @admin.display(description=_("German text"))
    def german_text(self, translation):
        return translation.source_text if translation.pk else "–"

    @admin.display(description=_("state"))
    def state(self, translation):
        return state_of(translation)


def state_of(translation) -> str:
    """Whether a translation still says what the German text says."""
    if not translation.pk:
        return "–"
    return _("outdated: the German text has changed") if translation.is_outdated else _("up to date")


def translation_rows(*names):
    """Rows for the translations of the text fields ``names`` of a model."""

    class EntryTranslationForm(TranslationForm):
        field = forms.ChoiceField(label=_("field"))

        class Meta(TranslationForm.Meta):
            fields = ["field", "language", "text", "made_by_machine"]

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            model = EntryTranslationRows.parent
            choices = [(name, capfirst(model._meta.get_field(name).verbose_name)) for name in names]
            self.fields["field"].choices = choices

    class EntryTranslationRows(TranslationRows):
        form = EntryTranslationForm
        parent = None

        def __init__(self, parent_model, admin_site):
            type(self).parent = parent_model
            super().__init__(parent_model, admin_site)

    return EntryTranslationRows


class OutdatedFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("outdated", _("outdated: the German text has changed"))]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=outdated(queryset)) if self.value() == "outdated" else queryset


@admin.register(Translation)
class TranslationAdmin(FieldRows, PortalAdmin):
    """All translations. New ones are written on the page of their entry, where the German text stands."""

    form = TranslationForm
    help_texts = help_texts.TRANSLATION
    list_display = ["entry_name", "field_name", "language", "made_by_machine", "is_current", "updated_at"]
    list_filter = [OutdatedFilter, "language", "made_by_machine", "content_type"]
    search_fields = ["text"]
    fields = ["entry_name", "field_name", "language", "german_text", "text", "made_by_machine", "state", "is_checked"]
    readonly_fields = ["entry_name", "field_name", "language", "german_text", "state"]
    date_hierarchy = "updated_at"

    def rows_of(self, rows, user):
        offers = Offer.objects.moderated_by(user).order_by().values("pk")
        return rows.filter(content_type=ContentType.objects.get_for_model(Offer), object_id__in=offers)

    def has_change_permission(self, request, obj=None):
        """Moderators change the translations of entries they may change."""
        if obj is None or is_coordinator(request.user):
            return super().has_change_permission(request, obj)
        return isinstance(obj.entry, Offer) and can_edit_offer(request.user, obj.entry)

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("content_type").prefetch_related("entry")

    @admin.display(description=_("entry"))
    def entry_name(self, translation):
        return str(translation.entry or "–")

    @admin.display(description=_("field"))
    def field_name(self, translation):
        model = translation.content_type.model_class()
        return capfirst(model._meta.get_field(translation.field).verbose_name)

    @admin.display(description=_("fits the German text"), boolean=True)
    def is_current(self, translation):
        return not translation.is_outdated

    @admin.display(description=_("German text"))
    def german_text(self, translation):
        return translation.source_text

    @admin.display(description=_("state"))
    def state(self, translation):
        return state_of(translation)
