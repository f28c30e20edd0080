"""The public search form. Its field names are public addresses: renaming one breaks bookmarks."""

from datetime import date, timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
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
    """A day: “heute”, “morgen”, a weekday such as “sa” (the next one, today included) or a date such as 2026-12-05."""

    def to_python(self, value):
        value = super().to_python(value).lower()
        if not value:
            return None
        today = self.today
        if value in ("heute", "morgen"):
            return today + timedelta(days=value == "morgen")
        if value in DAYS:
            return today + timedelta(days=(list(DAYS).index(value) - today.weekday()) % 7)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if not today <= day <= today + timedelta(days=366):
            raise ValidationError(_("Please choose a day between today and a year from now."))
        return day


class DayFilter(django_filters.Filter):
    """The day of ``tag``, counted from the form's ``now``."""

    field_class = DayField

    @property
    def field(self):
        field = super().field
        field.today = self.parent.now.date()
        return field


class AnyOf(django_filters.MultipleChoiceFilter):
    """Offers that answer one of the chosen values."""

    def sets(self, index, values) -> Sets:
        sets = Sets()
        for value in values:
            sets |= index.sets_of(self.field_name, value)
        return sets


class Ticked(django_filters.BooleanFilter):
    """Offers of which it is so. Unticked means “either”, never “no”."""

    def __init__(self, **options):
        super().__init__(widget=forms.CheckboxInput, **options)

    def sets(self, index, value) -> Sets:
        return index.sets_of(self.field_name, "1")


class Age(django_filters.ChoiceFilter):
    """Offers for a child of that many years."""

    def sets(self, index, value) -> Sets:
        return index.sets_of(self.field_name, value)


class When(django_filters.MultipleChoiceFilter):
    """Offers at one of the chosen times; ``now`` is the local moment to look from."""

    def sets(self, index, values) -> Sets:
        sets = Sets()
        for value in values:
            sets |= self.at(index, value)
        return sets

    def at(self, index, value) -> Sets:
        timetable, now = index.timetable, self.parent.now
        today = timetable.on(now.date())
        if value == "jetzt":
            return Sets(timetable.open_at(now), today.unknown)
        if value == "heute":
            return Sets(today.after(now.hour * 60 + now.minute), today.unknown)
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
        super().__init__(data, queryset=Offer.objects.none())
        self.index, self.now = index, now
        for name in ("lage", "feld", "thema"):
            self.filters[name].extra["choices"] = index.choices[name]

    @property
    def chosen(self) -> dict:
        """What was asked for and understood, by name of the field; what was not stands in ``form.errors``."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [], False)}
