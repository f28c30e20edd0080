"""What all pages of the administration share."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partners.permissions import is_coordinator

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


class PortalAdmin(CoordinatorsMay, admin.ModelAdmin):
    """The pages of one kind of entry."""

    list_per_page = 50
    formfield_overrides = SHORT_TEXTS
    empty_value_display = "–"


class TabularRows(CoordinatorsMay, admin.TabularInline):
    """Rows of an entry, a line each."""

    extra = 0
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}


class StackedRows(CoordinatorsMay, admin.StackedInline):
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
