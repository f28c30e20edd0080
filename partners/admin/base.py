"""What all pages of the administration share."""

import re
from functools import cache

from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.forms import CheckboxSelectMultiple
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from network_portal.once import once
from partners.permissions import is_coordinator, may_moderate
from partners.phones import PhoneField, show_phone
from partners.shown_values import shown

SHORT_TEXTS = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}


class CoordinatorsMay:
    """Coordinators may do everything with an entry; subclasses take single rights away."""

    def has_module_permission(self, request):
        return is_coordinator(request.user)

    def has_view_permission(self, request, obj=None):
        return is_coordinator(request.user)

    def has_add_permission(self, request, obj=None):
        return is_coordinator(request.user)

    def has_change_permission(self, request, obj=None):
        return is_coordinator(request.user)

    def has_delete_permission(self, request, obj=None):
        return is_coordinator(request.user)


class RowsMay(CoordinatorsMay):
    """Rows of an entry: who may open the entry may look at them."""

    def has_view_permission(self, request, obj=None):
        return may_moderate(request.user)


class KnownKeys:
    """Draws a refused form again also where a key in it is no number: no list has ever offered it."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if re.fullmatch("[0-9]{1,18}", str(key))], attrs)


class KnownKey(KnownKeys, AutocompleteSelect):
    """One row, found by typing."""


class SeveralKnownKeys(KnownKeys, AutocompleteSelectMultiple):
    """Several of them."""


class PlainChoices:
    """Choices without the buttons that harm: one deletes what is chosen everywhere, one breaks a list when read out.

    ``help_texts``: what a field asks for, where the model has no words for it.
    """

    help_texts = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and not field.help_text:
            field.help_text = self.help_texts.get(db_field.name, "")
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            # A new row would not appear among boxes before the page is loaded anew.
            field.widget.can_add_related &= not isinstance(field.widget.widget, CheckboxSelectMultiple)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKey(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SeveralKnownKeys(db_field, self.admin_site))
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), AutocompleteSelectMultiple):
            field.widget.is_required = True  # decides about that button only
        return field


class NamedFormSet(BaseInlineFormSet):
    """Rows whose box for deleting has a name."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")


class AddedOnce:
    """A new entry that is sent twice is stored once."""

    def add_view(self, request, form_url="", extra_context=None):
        return once(super().add_view)(request, form_url, extra_context)


class PlainLists:
    """Lists under their own names, with days and telephone numbers in one line."""

    def changelist_view(self, request, extra_context=None):
        # Django's heading, “Select … to change”, tells what to do and not what one sees.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_list_display(self, request):
        fields = {field.name: field for field in self.opts.fields if isinstance(field, models.DateField | PhoneField)}
        return [short_column(fields[name]) if name in fields else name for name in self.list_display]


class PortalAdmin(AddedOnce, PlainChoices, PlainLists, CoordinatorsMay, admin.ModelAdmin):
    """The pages of one kind of entry. ``note``: what stands above the list, where its name does not say it all."""

    note = ""
    list_per_page = 50
    formfield_overrides = SHORT_TEXTS
    empty_value_display = "–"

    def lookup_allowed(self, lookup, value, request):
        """Only what a list shows or filters by can be asked for.

        Django answers for every column of the table: letter by letter, one could read what no page shows.
        """
        try:
            field = self.opts.get_field(lookup.partition(LOOKUP_SEP)[0])
        except FieldDoesNotExist:  # a filter of our own, or nothing at all
            return super().lookup_allowed(lookup, value, request)
        if field.name not in self._asked_for(request) and not getattr(field, "primary_key", False):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _asked_for(self, request) -> set[str]:
        """Names of the fields that the list shows or filters by."""
        filters = [name[0] if isinstance(name, tuple) else name for name in self.get_list_filter(request)]
        names = [*self.list_display, *filters, self.date_hierarchy]
        return {name.partition(LOOKUP_SEP)[0] for name in names if isinstance(name, str)}


def only_used(*names) -> list:
    """Filters by what the rows of the list have, and not by all that there is."""
    return [(name, admin.RelatedOnlyFieldListFilter) for name in names]


@cache  # Django sorts by columns that are the very same object when it asks again
def short_column(field):
    """A day as “22.11.2026”, since Django's words for it take four lines in a narrow column; or a telephone number."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def column(row):
        value = getattr(row, field.name)
        words = show_phone(value) if value and isinstance(field, PhoneField) else shown(row, field.name, value)
        return words or None

    column.__name__ = field.name  # names the column for style sheets
    return column


class TabularRows(PlainChoices, RowsMay, admin.TabularInline):
    """Rows of an entry, a line each."""

    extra = 0
    formset = NamedFormSet
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        # The heading of a column is no label: every field says its name itself.
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(db_field.verbose_name)
        return field


class StackedRows(PlainChoices, RowsMay, admin.StackedInline):
    """Rows of an entry, a block each."""

    extra = 0
    formfield_overrides = SHORT_TEXTS


class ReadOnlyRows(TabularRows):
    """Rows that are shown, and come about elsewhere."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def linked(address: str, text):
    """A link, or the text alone where there is no address."""
    return format_html('<a href="{}">{}</a>', address, text) if address else text


@admin.display(description=_("on the website"))
def page_link(entry):
    """The public page of an entry."""
    return linked(entry.get_absolute_url(), _("show"))
