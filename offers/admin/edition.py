"""Printed editions of the brochure: adding one prints it, and nobody changes it afterwards."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from offers.editions import issue_edition
from offers.models import BrochureEdition
from partners.admin.base import PortalAdmin


@admin.register(BrochureEdition)
class BrochureEditionAdmin(PortalAdmin):
    list_display = ["number", "issued_on", "offer_count", "note", "download"]
    list_display_links = ["number", "issued_on"]
    fields = ["number", "issued_on", "offer_count", "note", "download"]
    readonly_fields = ["number", "issued_on", "offer_count", "download"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["note"]

    def save_model(self, request, obj, form, change):
        edition = issue_edition(obj.note)
        obj.__dict__.update(edition.__dict__)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("file"))
    def download(self, obj):
        return format_html('<a href="{}">PDF, {}</a>', obj.get_absolute_url(), filesizeformat(obj.size))
