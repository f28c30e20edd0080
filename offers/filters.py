"""The public search form. Its field names are public addresses: renaming one breaks bookmarks."""

import copy
from datetime import date, timedelta
from functools import cached_property

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from offers.bits import Sets
from offers.models import Offer
from offers.models.choices import CostKind, Delivery, EdgeHour, Kind
from offers.models.opening import Weekday
from partners.languages import LANGUAGE_NAMES

RADII = [(str(km), _("within %(km)s km") % {"km": km}) for km in (5, 10, 20, 50)]
USUAL_RADIUS = 20  # km
EVENING = 17 * 60  # minute of the day from which it counts as evening
AGES = [
    ("0", _("under 1 year")),
    ("1", _("1 year")),
    *((str(age), _("%(age)s years") % {"age": age}) for age in range(2, 18)),
]
WHEN = [
    ("jetzt", _("open now")),
    ("heute", _("still today")),
    ("abends", _("in the evening (after 5 pm)")),
    ("wochenende", _("at the weekend")),
    ("frueh", _("before 7 am")),
    ("nachts", _("at night")),
    ("feiertags", _("on public holidays")),
    ("ferien", _("in school holidays")),
    ("krank", _("when the child is ill")),
    ("kurzfristig", _("at short notice")),
]
EDGES = {
    "abends": [EdgeHour.AFTER_17, EdgeHour.AFTER_20],
    "wochenende": [EdgeHour.SATURDAY, EdgeHour.SUNDAY],
    "frueh": [EdgeHour.BEFORE_7],
    "nachts": [EdgeHour.NIGHT],
    "feiertags": [EdgeHour.PUBLIC_HOLIDAY],
    "ferien": [EdgeHour.SCHOOL_HOLIDAY],
    "krank": [EdgeHour.SICK_CHILD],
    "kurzfristig": [EdgeHour.SHORT_NOTICE],
}
DAYS = dict(zip(["mo", "di", "mi", "do", "fr", "sa", "so"], Weekday.labels, strict=True))


class DayField(forms.CharField):
    """A day: “heute”, “morgen”, a weekday such as “sa” or a date such as 2026-12-05; ``day_of`` makes a date of it."""

    def to_python(self, value):
        value = super().to_python(value).lower()
        if value in ("", "heute", "morgen") or value in DAYS:
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if not timedelta(0) <= day - timezone.localdate() <= timedelta(days=366):
            raise ValidationError(_("Please choose a day between today and a year from now."))
        return day


def day_of(value, today: date) -> date:
    """The date that a value of ``DayField`` means; a weekday is the next one, today included."""
    if isinstance(value, date):
        return value
    if value in DAYS:
        return today + timedelta(days=(list(DAYS).index(value) - today.weekday()) % 7)
    return today + timedelta(days=value == "morgen")


class DayFilter(django_filters.Filter):
    field_class = DayField


class AnyOf(django_filters.MultipleChoiceFilter):
    """Offers that answer one of the chosen values."""

    def sets(self, index, values, now) -> Sets:
        sets = Sets()
        for value in values:
            sets |= index.sets_of(self.field_name, value)
        return sets


class Ticked(django_filters.BooleanFilter):
    """Offers of which it is so. Unticked means “either”, never “no”."""

    def __init__(self, **options):
        super().__init__(widget=forms.CheckboxInput, **options)

    def sets(self, index, value, now) -> Sets:
        return index.sets_of(self.field_name, "1")


class Age(django_filters.ChoiceFilter):
    """Offers for a child of that many years."""

    def sets(self, index, value, now) -> Sets:
        return index.sets_of(self.field_name, value)


class When(django_filters.MultipleChoiceFilter):
    """Offers at one of the chosen times, seen from the local moment ``now``."""

    def sets(self, index, values, now) -> Sets:
        sets = Sets()
        for value in values:
            sets |= self.at(index, value, now)
        return sets

    def at(self, index, value, now) -> Sets:
        """Offers at one time of the list."""
        timetable = index.timetable
        today = timetable.on(now.date())
        if value == "jetzt":
            return Sets(timetable.open_at(now), today.unknown)
        if value == "heute":
            return Sets(timetable.still_open(now), today.unknown)
        sets = Sets(0, timetable.without_times)
        for code in EDGES[value]:
            sets |= Sets(timetable.edges.get(code, 0))
        return sets


class OfferFilter(django_filters.FilterSet):
    """What a parent may ask for: within a filter *or*, between filters *and*. ``offers/finding.py`` answers."""

    q = django_filters.CharFilter(label=_("What do you need help with?"), max_length=200)
    ort = django_filters.CharFilter(label=_("Place or postcode"), max_length=100)
    umkreis = django_filters.ChoiceFilter(label=_("How far"), choices=RADII, empty_label=None)
    alter = Age(label=_("Age of the child"), choices=AGES, empty_label=_("any age"))
    wann = When(label=_("When"), choices=WHEN)
    tag = DayFilter(label=_("On this day"))
    von = django_filters.TimeFilter(label=_("from"))
    bis = django_filters.TimeFilter(label=_("until"))
    lage = AnyOf(label=_("Life situation"))
    feld = AnyOf(label=_("Field"))
    thema = AnyOf(label=_("Topic"))
    art = AnyOf(label=_("Kind of help"), choices=Kind.choices)
    wie = AnyOf(label=_("How"), choices=Delivery.choices)
    sprache = AnyOf(label=_("Language"), choices=list(LANGUAGE_NAMES.items()))
    kosten = AnyOf(label=_("Cost"), choices=[choice for choice in CostKind.choices if choice[0] != CostKind.UNKNOWN])
    kinder = Ticked(label=_("children can come along"))
    anonym = Ticked(label=_("without giving my name"))
    stufenlos = Ticked(label=_("without steps"))
    plaetze = Ticked(label=_("places free"))

    class Meta:
        model = Offer
        fields = []

    def __init__(self, data, *, index, now):
        # Not super(): copying all filters and building a form class takes longer than the search. Both hold as long
        # as the index, whose words they offer, and nothing in them changes with a request.
        language = get_language()
        if language not in index.prepared:
            index.prepared[language] = self._prepare(index)
        self.filters, self.form_class = index.prepared[language]
        self.is_bound, self.data, self.queryset = True, data, Offer.objects.none()
        self.request = self.form_prefix = None
        self.index, self.now = index, now

    @classmethod
    def _prepare(cls, index):
        """The filters with the words of the network, and the form made of them."""
        filters = copy.deepcopy(cls.base_filters)
        for name in ("lage", "feld", "thema"):
            filters[name].extra["choices"] = index.choices[name]
        for each in filters.values():
            if "choices" in each.extra:
                each.extra["choices"] = [(value, str(label)) for value, label in each.extra["choices"]]
        fields = {name: filters[name].field for name in filters}
        for field in fields.values():
            field.__deepcopy__ = lambda memo, field=field: field  # forms copy their fields; these never change
        return filters, type("OfferForm", (forms.Form,), fields)

    def get_form_class(self):
        return self.form_class

    @cached_property
    def chosen(self) -> dict:
        """What was asked for and understood, by name of the field; what was not stands in ``form.errors``."""
        self.form.is_valid()
        chosen = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [], False)}
        if "tag" in chosen:
            chosen["tag"] = day_of(chosen["tag"], self.now.date())
        return chosen
