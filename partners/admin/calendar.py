"""School holidays. The closing days of a partner are edited on the page of the partner."""

from django.contrib import admin

from partners.admin.base import PortalAdmin
from partners.models import SchoolHoliday


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(PortalAdmin):
    list_display = ["name", "state", "starts_on", "ends_on"]
    list_filter = ["state"]
    search_fields = ["name"]
    date_hierarchy = "starts_on"
