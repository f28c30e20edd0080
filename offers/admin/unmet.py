"""Searches without an answer: what parents miss."""

from django.contrib import admin
from django.db.models import Sum, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.admin.moderators import FieldRows
from offers.models import PolicyField, UnmetSearch
from offers.permissions import moderated_fields
from offers.search.demand import demands, finds, words_in_fields
from offers.search.unmet import LATELY, shown_searches
from partners.admin.base import PortalAdmin, linked
from partners.permissions import is_coordinator


class LatelyFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("lately", _("in the last four weeks"))]

    def queryset(self, request, queryset):
        return queryset.filter(week__gt=timezone.localdate() - LATELY) if self.value() == "lately" else queryset


@admin.register(UnmetSearch)
class UnmetSearchAdmin(FieldRows, PortalAdmin):
    """Only to be read and deleted; words that were searched for rarely stay unseen, they may tell who searched."""

    list_display = ["words", "week", "count", "in_all", "found", "asks_for", "finds_now", "to_lexicon"]
    list_filter = [LatelyFilter, "found_nothing"]
    search_fields = ["words"]
    date_hierarchy = "week"
    readonly_fields = ["words", "week", "count", "found_nothing"]
    fields = readonly_fields

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(words__in=shown_searches())
        return rows.annotate(in_all=Window(Sum("count"), partition_by="words"))

    def rows_of(self, rows, user):
        """Searches whose words ask for something in the fields a person looks after."""
        fields = moderated_fields(user)
        words = rows.filter(words__in=shown_searches()).order_by().values_list("words", flat=True).distinct()
        return rows.filter(words__in=words_in_fields(words, set(fields.values_list("pk", flat=True))))

    def get_changelist_instance(self, request):
        """The rows of the page, each with what it asks for and what the search says to it by now."""
        page = super().get_changelist_instance(request)
        texts = {row.words for row in page.result_list}
        asked, found, names = demands(texts), finds(texts), dict(PolicyField.objects.values_list("pk", "name"))
        for row in page.result_list:
            row.field_name, row.found_today = names.get(asked[row.words].field), found[row.words]
        return page

    def get_list_display(self, request):
        # The lexicon is the coordinators' affair.
        names = super().get_list_display(request)
        return names if is_coordinator(request.user) else [name for name in names if name != "to_lexicon"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("in all weeks listed"), ordering="in_all")
    def in_all(self, row):
        return row.in_all

    @admin.display(description=_("found"), ordering="found_nothing")
    def found(self, row):
        return _("nothing at all") if row.found_nothing else _("only little")

    @admin.display(description=_("asks for"))
    def asks_for(self, row):
        return row.field_name

    @admin.display(description=_("the search says today"))
    def finds_now(self, row):
        if not row.found_today:
            return _("nothing, or only the nearest")
        return ngettext("%(n)s offer", "%(n)s offers", row.found_today) % {"n": row.found_today}

    @admin.display(description=_("lexicon"))
    def to_lexicon(self, row):
        address = reverse("admin:offers_lexiconentry_add")
        return linked(f"{address}?{urlencode({'phrase': row.words})}", _("say what it means"))
