"""What import files said; to be read only."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from offers.models import ImportedRow
from offers.models.source import HOURS_TO_ENTER
from partners.admin.base import PortalAdmin


class UnreadHoursFilter(admin.SimpleListFilter):
    title = _("hours that were not understood")
    parameter_name = "unread"

    def lookups(self, request, model_admin):
        return [("open", _("and not entered yet")), ("1", _("yes"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.filter(HOURS_TO_ENTER)
        return queryset.exclude(unread_hours="") if self.value() else queryset


@admin.register(ImportedRow)
class ImportedRowAdmin(PortalAdmin):
    note = _("What files and other directories said, word for word, to look it up. Nothing is changed here.")
    list_display = ["source", "row_id", "offer", "unread_hours", "imported_at"]
    list_filter = [UnreadHoursFilter, "source"]
    list_select_related = ["offer"]
    search_fields = ["row_id", "offer__title"]
    fields = ["source", "row_id", "offer", "source_url", "unread_hours", "topics", "table", "imported_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("topics in no list"))
    def topics(self, row):
        return ", ".join(row.unknown_topics) or "–"

    @admin.display(description=_("imported values"))
    def table(self, row):
        lines = format_html_join("", "<tr><th scope=row>{}</th><td>{}</td></tr>", sorted(row.values.items()))
        return format_html("<table>{}</table>", lines)
