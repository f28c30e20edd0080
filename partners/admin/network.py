"""The network itself: one form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin, GuardedForm
from partners.models import Contact, Network

FUNDING = ["funder", "funder_logo", "funder_url", ("funded_from", "funded_until")]


class NetworkForm(GuardedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk_contact"].queryset = Contact.objects.filter(partner=self.instance.desk_id)
        self.fields["desk_contact"].help_text = _("Choose the partner first and save; then its contacts stand here.")


@admin.register(Network)
class NetworkAdmin(GuardedAdmin, PortalAdmin):
    form = NetworkForm
    help_texts = {
        "name": _("In full, as on paper."),
        "short_name": _("In the head of each page."),
        "email": _("Where letters to the network go; stands in the imprint."),
        "headline": _("The first words parents read on the start page."),
        "logo": _("SVG or PNG; in the head of each page and on paper."),
        "desk": _("The partner whom parents ask first; anonymous inquiries go there."),
        "desk_phone": _("Stands on every page."),
        "funder": _("Stands in the foot of each page, on the brochure and in reports."),
        "funder_logo": _("As the funder demands it."),
        "funder_url": _("Where the logo leads."),
        "funded_from": _("First day of the funding."),
        "funded_until": _("Last day of the funding."),
    }
    autocomplete_fields = ["desk"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "region", "state", "email", "is_demo"]}),
        (_("Start page"), {"fields": ["headline", "welcome", "about"]}),
        (_("Look"), {"fields": ["logo", "colour"]}),
        (
            _("First contact"),
            {
                "fields": ["desk", "desk_contact", "desk_phone", "desk_hours"],
                "description": _("Whom parents ask who do not know where to turn. Stands on every page."),
            },
        ),
        (_("Funding"), {"fields": FUNDING}),
        (_("Data for others"), {"fields": ["data_licence"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Network.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """There is one network, and hence no list: straight to the form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page, keys = ("change", [1]) if Network.objects.exists() else ("add", [])
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:partners_network_{page}", args=keys))

    def render_change_form(self, request, context, **options):
        context |= {"show_save_and_add_another": False, "show_close": False}
        return super().render_change_form(request, context, **options)

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(request.path)
