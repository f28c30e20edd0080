"""What visitors report about entries: a list of work, most urgent first."""

from django.contrib import admin, messages
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.admin import help_texts
from offers.admin.moderators import FieldRows
from offers.models import ErrorReport, Offer
from offers.models.choices import Publication
from offers.reports import finish_report
from partners.admin.base import PortalAdmin, linked, only_used


class OpenFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("late", _("overdue")), ("due", _("open, in time")), ("done", _("done"))]

    def queryset(self, request, queryset):
        return {
            "open": queryset.filter(done_on=None),
            "late": queryset.filter(done_on=None, due_on__lt=timezone.localdate()),
            "due": queryset.filter(done_on=None, due_on__gte=timezone.localdate()),
            "done": queryset.exclude(done_on=None),
        }.get(self.value(), queryset)


@admin.register(ErrorReport)
class ErrorReportAdmin(FieldRows, PortalAdmin):
    help_texts = help_texts.REPORT
    list_display = ["offer", "whose", "kind", "text", "created_on", "due_on", "done_on", "to_answer"]
    list_filter = [OpenFilter, "kind", *only_used("offer__policy_field")]
    list_select_related = ["offer__partner"]
    search_fields = ["offer__title", "text"]
    date_hierarchy = "created_on"
    # Open ones first on every database: left to themselves, PostgreSQL sorts empty dates last and SQLite first.
    ordering = [F("done_on").asc(nulls_first=True), "due_on", "pk"]
    fields = ["entry", "kind", "text", "created_on", "due_on", "done_on", "answer"]
    readonly_fields = ["entry", "kind", "text", "created_on"]
    actions = ["mark_done"]

    def rows_of(self, rows, user):
        return rows.filter(offer__in=Offer.objects.moderated_by(user).order_by().values("pk"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Whoever enters a day has answered: the reporter is told as by the other ways."""
        is_new = "done_on" in form.changed_data and form.initial.get("done_on") is None and obj.done_on
        super().save_model(request, obj, form, change)
        if is_new:
            finish_report(obj, on=obj.done_on)

    @admin.display(description=_("whose"), ordering="offer__partner__name")
    def whose(self, report):
        return report.offer.partner.display_name

    @admin.display(description=_("offer"))
    def entry(self, report):
        return linked(reverse("admin:offers_offer_change", args=[report.offer_id]), report.offer)

    @admin.display(description=_("answer"))
    def to_answer(self, report):
        """The page that shows the entry beside, and writes to the reporter."""
        if report.done_on or report.offer.publication == Publication.DELETED:
            return None
        return linked(reverse("offers:report-answer", args=[report.pk]), _("answer"))

    @admin.action(description=_("Done: the entries are right again"))
    def mark_done(self, request, reports):
        done = [finish_report(report) for report in reports.filter(done_on=None)]
        text = ngettext("%(count)s report is done.", "%(count)s reports are done.", len(done)) % {"count": len(done)}
        self.message_user(request, text, messages.SUCCESS)
