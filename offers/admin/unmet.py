"""Searches without an answer: what parents miss."""

from django.contrib import admin
from django.db.models import Sum

from offers.models import UnmetSearch
from offers.search.unmet import LEAST_SHOWN
from partners.admin.base import PortalAdmin


@admin.register(UnmetSearch)
class UnmetSearchAdmin(PortalAdmin):
    """Only to be read and deleted; words that were searched for rarely stay unseen, they may tell who searched."""

    list_display = ["words", "week", "count", "found_nothing"]
    list_filter = ["found_nothing", "week"]
    search_fields = ["words"]
    readonly_fields = list_display

    def get_queryset(self, request):
        totals = UnmetSearch.objects.order_by("words").values("words").annotate(total=Sum("count"))
        return super().get_queryset(request).filter(words__in=totals.filter(total__gte=LEAST_SHOWN).values("words"))

    def has_add_permission(self, request):
        return False
