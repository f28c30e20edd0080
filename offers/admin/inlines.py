"""The rows of an offer: times, costs, steps, links, former addresses."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.admin.moderators import with_plain_names
from offers.models import CostOption, FormerSlug, NextStep, OfferLink, OpeningException, OpeningTime
from partners.admin.base import ReadOnlyRows, StackedRows, TabularRows
from partners.admin.fields import MonthsField
from partners.models import Location
from partners.permissions import is_coordinator

RARE_TIMES = [
    ("frequency", "interval", "week_of_month"), "months", ("starts_on", "until"),
    ("in_school_holidays", "on_public_holidays"), "location",
]  # fmt: skip


class OpeningTimeForm(forms.ModelForm):
    months = MonthsField(label=_("months"), help_text=_("None ticked: all the year."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Every row has the same few places to choose from; the rows ask for them once, see ``OpeningTimeRows``.
        if "location" in self.fields:
            self.fields["location"].choices = [("", _("all places of the offer")), *self.place_choices]

    place_choices = ()


class OpeningTimeRows(StackedRows):
    model = OpeningTime
    form = OpeningTimeForm
    fieldsets = [
        (None, {"fields": ["weekdays", ("opens", "closes"), "label", "by_appointment"]}),
        (_("Only at certain times or in one place"), {"fields": RARE_TIMES, "classes": ["collapse"]}),
    ]

    readonly_fields = ["place_name"]

    def get_fieldsets(self, request, obj=None):
        # A link to the place would lead moderators to a closed door.
        sets = super().get_fieldsets(request, obj)
        return sets if is_coordinator(request.user) else with_plain_names(sets, {"location": "place_name"})

    @admin.display(description=_("place"))
    def place_name(self, row):
        return str(row.location or _("all places of the offer"))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        places = places_of(obj) if obj else []
        formset.form.place_choices = [(place.pk, str(place)) for place in places]
        return formset


class OpeningExceptionRows(TabularRows):
    model = OpeningException


class CostOptionRows(TabularRows):
    model = CostOption
    # Amounts with a comma, as they are written in German; a point is understood as well.
    formfield_overrides = {models.DecimalField: {"localize": True}}


class NextStepRows(TabularRows):
    model = NextStep


class OfferLinkRows(TabularRows):
    model = OfferLink
    # Files come in by the partners' form alone, which looks into them first (offers/files.py).
    exclude = ["file"]


class FormerSlugRows(ReadOnlyRows):
    model = FormerSlug
    fields = ["slug"]
    classes = ["collapse"]


def places_of(offer):
    """The places an offer may take place at: those of its partners, and those it names already."""
    partners = [offer.partner_id, *offer.co_owners.values_list("pk", flat=True)]
    own = Location.objects.filter(partner__in=partners) | Location.objects.filter(offers=offer)
    return own.select_related("municipality").distinct()
