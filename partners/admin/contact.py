"""Whom to call."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin, GuardedForm
from partners.admin.history import HistoryAdmin
from partners.models import Contact


class ContactForm(GuardedForm):
    def clean(self):
        cleaned = super().clean()
        location, partner = cleaned.get("location"), cleaned.get("partner")
        if location and partner and location.partner_id != partner.pk:
            self.add_error("location", _("This place belongs to another partner."))
        return cleaned


@admin.register(Contact)
class ContactAdmin(GuardedAdmin, HistoryAdmin, PortalAdmin):
    form = ContactForm
    help_texts = {
        "partner": _("For whom the person works."),
        "name": _("A person, or a function such as “office”."),
        "phone": _("With the area code; best a direct line."),
        "second_phone": _("Such as a mobile telephone for the field."),
        "email": _("Best a shared one, which somebody reads during holidays."),
        "form_url": _("The address of a contact form, where there is no e-mail."),
        "languages": _("In which the person can talk, German included."),
    }
    list_display = ["name", "function", "partner", "phone", "email", "is_public"]
    list_filter = ["is_public", "partner__kind"]
    list_select_related = ["partner"]
    search_fields = ["name", "function", "responsibility", "phone", "email", "partner__name"]
    autocomplete_fields = ["partner", "location"]
    fieldsets = [
        (None, {"fields": ["partner", "location", "name", "function", "responsibility"]}),
        (
            _("How to reach them"),
            {
                "fields": ["phone", "second_phone", "email", "form_url", "reachable"],
                "description": _("At least one of telephone, e-mail and contact form."),
            },
        ),
        (_("Who may see it"), {"fields": ["is_public"]}),
        (_("Languages"), {"fields": ["languages"], "classes": ["collapse"]}),
    ]
