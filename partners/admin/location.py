"""Places where partners can be visited."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin
from partners.admin.history import HistoryAdmin
from partners.models import Location

ACCESS = ["step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space"]


@admin.register(Location)
class LocationAdmin(GuardedAdmin, HistoryAdmin, PortalAdmin):
    help_texts = {
        "partner": _("Whose place it is; offers choose among the places of their partners."),
        "street": _("With the number."),
        "postcode": _("Five digits; the place is found by them."),
        "municipality": _("The municipality counts for the search by place, and for the gap matrix."),
        "step_free": _("No step from the street to the room, or a ramp."),
        "lift": _("Only if the rooms are not on the ground floor."),
        "accessible_toilet": _("A toilet for people in a wheelchair."),
        "hearing_loop": _("An induction loop, for hearing aids."),
        "changing_table": _("For babies."),
        "pushchair_space": _("Where a pushchair can stand dry and safe."),
        "latitude": _("From a map, such as 51.6333; for the distance only."),
        "longitude": _("From a map, such as 13.7167."),
    }
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
