"""Printed editions of the brochure: adding one prints it, and nobody changes it afterwards."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from network_portal.typesetting import TypesettingError
from offers.editions import keep_edition, printed_edition
from offers.exports.brochure import TooManyOffersError
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

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if request.method == "POST" and object_id is None and self.has_add_permission(request):
            try:
                request.printed = printed_edition()  # before the transaction begins
            except (TooManyOffersError, TypesettingError):
                messages.error(request, _("The brochure could not be printed. Nothing was stored."))
                return redirect("admin:offers_brochureedition_changelist")
        return super().changeform_view(request, object_id, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        edition = keep_edition(*request.printed, obj.note)
        obj.__dict__.update(edition.__dict__)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("file"))
    def download(self, obj):
        return format_html('<a href="{}">PDF, {}</a>', obj.get_absolute_url(), filesizeformat(obj.size))
