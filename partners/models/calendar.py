"""Days on which things are different. Public holidays are not stored: the ``holidays`` package knows them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.choices import FederalState


class SchoolHoliday(models.Model):
    """School holidays of a Land, first and last day included."""

    state = models.CharField(_("Land"), max_length=2, choices=FederalState)
    name = models.CharField(_("name"), max_length=60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name, verbose_name_plural = _("school holidays"), _("school holidays")
        ordering = ["starts_on", "state", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["state", "starts_on"], name="school_holiday_once_per_state"),
            models.CheckConstraint(
                name="school_holiday_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.state})"


class Absence(models.Model):
    """Days on which nobody reads a partner's messages, first and last day included; its deputy gets them."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="absences", verbose_name=_("partner"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name, verbose_name_plural = _("absence"), _("absences")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%d.%m.%Y} – {self.ends_on:%d.%m.%Y}"


class ClosingPeriod(models.Model):
    """Days on which all of a partner is closed, first and last day included."""

    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, related_name="closing_periods", verbose_name=_("partner")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("closing days"), _("closing days")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="closing_period_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%d.%m.%Y} – {self.ends_on:%d.%m.%Y}"
