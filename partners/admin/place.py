"""Towns, villages and their postcodes."""

from django.contrib import admin

from partners.admin.base import PortalAdmin, TabularRows
from partners.models import Municipality, Postcode


class PostcodeRows(TabularRows):
    model = Postcode


@admin.register(Municipality)
class MunicipalityAdmin(PortalAdmin):
    list_display = ["name", "district", "state", "in_region"]
    list_filter = ["in_region", "state"]
    search_fields = ["name", "district", "postcodes__code"]
    inlines = [PostcodeRows]


@admin.register(Postcode)
class PostcodeAdmin(PortalAdmin):
    list_display = ["code", "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["code", "municipality__name"]
    autocomplete_fields = ["municipality"]
