"""School holidays. The closing days of a partner are edited on the page of the partner."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.models import SchoolHoliday


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(PortalAdmin):
    help_texts = {
        "state": _("Deadlines and opening times go by the holidays of the network's Land."),
        "name": _("Such as “Summer holidays 2027”."),
        "starts_on": _("First day without school."),
        "ends_on": _("Last day without school."),
    }
    list_display = ["name", "state", "starts_on", "ends_on"]
    list_filter = ["state"]
    search_fields = ["name"]
    date_hierarchy = "starts_on"
