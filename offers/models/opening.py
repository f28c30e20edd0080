"""Opening times, in the terms of RFC 5545. How they unfold into dates is decided in ``offers/schedule.py``."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.fields import CodeListField


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")


class Weekday(models.TextChoices):
    """BYDAY codes, Monday first."""

    MO = "MO", _("Monday")
    TU = "TU", _("Tuesday")
    WE = "WE", _("Wednesday")
    TH = "TH", _("Thursday")
    FR = "FR", _("Friday")
    SA = "SA", _("Saturday")
    SU = "SU", _("Sunday")


class WeekOfMonth(models.IntegerChoices):
    """Which of its kind in the month: 1SA is the first Saturday, -1FR the last Friday."""

    FIRST = 1, _("first")
    SECOND = 2, _("second")
    THIRD = 3, _("third")
    FOURTH = 4, _("fourth")
    LAST = -1, _("last")


class InSchoolHolidays(models.TextChoices):
    ANY = "any", _("also in school holidays")
    CLOSED = "closed", _("not in school holidays")
    ONLY = "only", _("in school holidays only")


class OnPublicHolidays(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    OPEN = "open", _("also on public holidays")
    CLOSED = "closed", _("not on public holidays")


class OpeningTime(models.Model):
    """One rule of opening. Closing at or before opening means past midnight; 00:00–00:00 is round the clock."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="opening_times", verbose_name=_("offer"))
    location = models.ForeignKey(
        "partners.Location", models.SET_NULL, null=True, blank=True, related_name="opening_times",
        verbose_name=_("place"), help_text=_("Only where the times differ from place to place."),
    )  # fmt: skip
    frequency = models.CharField(_("how often"), max_length=7, choices=Frequency, default=Frequency.WEEKLY)
    interval = models.PositiveSmallIntegerField(
        _("every n-th"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("2: every second week or month. Needs a first day."),
    )  # fmt: skip
    weekdays = CodeListField(_("weekdays"), choices=Weekday.choices, blank=False)
    week_of_month = models.SmallIntegerField(_("which in the month"), choices=WeekOfMonth, null=True, blank=True)
    months = models.JSONField(
        _("months"), default=list, blank=True, help_text=_("A list such as [3, 4, 5]; empty: all the year.")
    )
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    in_school_holidays = models.CharField(
        _("school holidays"), max_length=6, choices=InSchoolHolidays, default=InSchoolHolidays.ANY
    )
    on_public_holidays = models.CharField(
        _("public holidays"), max_length=7, choices=OnPublicHolidays, default=OnPublicHolidays.UNKNOWN
    )
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    label = models.CharField(_("what for"), max_length=120, blank=True, help_text=_("Such as “telephone hours”."))

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("opening time"), _("opening times")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_time_has_both_times_or_none",
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                violation_error_message=_("Please give both times, or neither."),
            ),
            models.CheckConstraint(
                name="opening_time_ends_after_it_starts",
                condition=Q(until=None) | Q(starts_on=None) | Q(until__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="opening_time_with_interval_has_first_day",
                condition=Q(interval=1) | Q(interval__gt=1, starts_on__isnull=False),
                violation_error_message=_("“Every second week” needs a first day to count from."),
            ),
            models.CheckConstraint(
                name="opening_time_month_needs_week",
                condition=Q(frequency="weekly", week_of_month=None)
                | Q(frequency="monthly", week_of_month__isnull=False),
                violation_error_message=_("“Every month” needs first, second …, “every week” does not."),
            ),
        ]

    def __str__(self):
        days = ", ".join(self._meta.get_field("weekdays").labels_of(self.weekdays))
        return f"{days} {self.opens:%H:%M}–{self.closes:%H:%M}" if self.opens and self.closes else days

    def clean(self):
        if not isinstance(self.months, list) or any(month not in range(1, 13) for month in self.months):
            raise ValidationError({"months": _("Please write months as a list of numbers from 1 to 12.")})


class OpeningException(models.Model):
    """Days on which an offer is closed, or open at other times; first and last day included."""

    offer = models.ForeignKey(
        "offers.Offer", models.CASCADE, related_name="opening_exceptions", verbose_name=_("offer")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=120, blank=True, help_text=_("Such as “works outing”."))

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("different times"), _("different times")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opening_exception_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="opening_exception_has_both_times_or_none",
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                violation_error_message=_("Please give both times, or neither."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%d.%m.%Y} – {self.ends_on:%d.%m.%Y}"
