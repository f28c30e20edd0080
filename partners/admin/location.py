"""Places where partners can be visited."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.admin.history import HistoryAdmin
from partners.models import Location

ACCESS = ["step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space"]


@admin.register(Location)
class LocationAdmin(HistoryAdmin, PortalAdmin):
    list_display = ["__str__", "partner", "municipality", "step_free", "is_hidden"]
    list_filter = ["is_hidden", "step_free"]
    list_select_related = ["partner", "municipality"]
    search_fields = ["name", "street", "postcode", "municipality__name", "partner__name"]
    autocomplete_fields = ["partner", "municipality"]
    fieldsets = [
        (None, {"fields": ["partner", "name", "street", ("postcode", "municipality", "town"), "directions"]}),
        (_("Secret address"), {"fields": ["is_hidden"]}),
        (_("For wheelchairs, pushchairs and ears"), {"fields": ACCESS}),
        (
            _("On the map"),
            {
                "fields": [("latitude", "longitude")],
                "classes": ["collapse"],
                "description": _("Empty: the middle of the town counts for the distance."),
            },
        ),
    ]
