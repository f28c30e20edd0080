"""What visitors report about entries: a list of work, most urgent first."""

from django.contrib import admin, messages
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.models import ErrorReport
from offers.reports import finish_report
from partners.admin.base import PortalAdmin, linked


class OpenFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("late", _("overdue")), ("done", _("done"))]

    def queryset(self, request, queryset):
        return {
            "open": queryset.filter(done_on=None),
            "late": queryset.filter(done_on=None, due_on__lt=timezone.localdate()),
            "done": queryset.exclude(done_on=None),
        }.get(self.value(), queryset)


@admin.register(ErrorReport)
class ErrorReportAdmin(PortalAdmin):
    list_display = ["offer", "kind", "text", "created_on", "due_on", "done_on"]
    list_filter = [OpenFilter, "kind"]
    list_select_related = ["offer"]
    search_fields = ["offer__title", "text"]
    date_hierarchy = "created_on"
    # Open ones first on every database: left to themselves, PostgreSQL sorts empty dates last and SQLite first.
    ordering = [F("done_on").asc(nulls_first=True), "due_on", "pk"]
    fields = ["entry", "kind", "text", "created_on", "due_on", "done_on", "answer"]
    readonly_fields = ["entry", "kind", "text", "created_on"]
    actions = ["mark_done"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("offer"))
    def entry(self, report):
        return linked(reverse("admin:offers_offer_change", args=[report.offer_id]), report.offer)

    @admin.action(description=_("Done: the entries are right again"))
    def mark_done(self, request, reports):
        done = [finish_report(report) for report in reports.filter(done_on=None)]
        text = ngettext("%(count)s report is done.", "%(count)s reports are done.", len(done)) % {"count": len(done)}
        self.message_user(request, text, messages.SUCCESS)
