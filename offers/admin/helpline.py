"""Help lines, and whether somebody has tried them lately."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.actions import check_help_line
from offers.admin import help_texts
from offers.helplines import to_check
from offers.models import HelpLine
from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin


class CheckedFilter(admin.SimpleListFilter):
    title = _("checked")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("due", _("not for half a year"))]

    def queryset(self, request, queryset):
        return queryset.filter(to_check(timezone.localdate())) if self.value() == "due" else queryset


@admin.register(HelpLine)
class HelpLineAdmin(GuardedAdmin, PortalAdmin):
    help_texts = help_texts.HELP_LINE
    list_display = ["name", "group", "phone", "is_shown", "checked_on", "checked_by", "position"]
    list_filter = [CheckedFilter, "group", "is_shown"]
    list_select_related = ["checked_by"]
    search_fields = ["name", "phone", "use_when"]
    readonly_fields = ["checked_on", "checked_by"]
    actions = ["checked_today"]
    fieldsets = [
        (None, {"fields": ["name", "group", "phone", "second_phone", "use_when", "url", "url_note"]}),
        (_("When and how"), {"fields": ["always_open", "hours", "cost", "is_anonymous", "languages", "language_note"]}),
        (_("Where it stands"), {"fields": ["is_shown", "region", "position", "key"]}),
        (_("For the office"), {"fields": ["note", "checked_on", "checked_by"]}),
    ]

    @admin.action(description=_("Checked today by me: everything is right"))
    def checked_today(self, request, lines):
        checked = [check_help_line(line, by=request.user) for line in lines]
        text = ngettext("%(count)s help line was checked.", "%(count)s help lines were checked.", len(checked))
        self.message_user(request, text % {"count": len(checked)}, messages.SUCCESS)
