"""Towns, villages and their postcodes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin, TabularRows
from partners.models import Municipality, Postcode


class PostcodeRows(TabularRows):
    model = Postcode


@admin.register(Municipality)
class MunicipalityAdmin(PortalAdmin):
    help_texts = {
        "name": _("As the municipality calls itself."),
        "district": _("District or independent city."),
        "state": _("Land; decides the public holidays."),
        "latitude": _("The middle of the place; for the distance only."),
        "longitude": _("The middle of the place; for the distance only."),
    }
    list_display = ["name", "district", "state", "in_region"]
    list_filter = ["in_region", "state"]
    search_fields = ["name", "district", "postcodes__code"]
    inlines = [PostcodeRows]


@admin.register(Postcode)
class PostcodeAdmin(PortalAdmin):
    help_texts = {
        "code": _("Five digits."),
        "municipality": _("The municipality most people with this postcode live in."),
        "latitude": _("The middle of the area."),
        "longitude": _("The middle of the area."),
    }
    list_display = ["code", "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["code", "municipality__name"]
    autocomplete_fields = ["municipality"]
