"""What visitors tell about an entry."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS_TO_ANSWER = 14


class ErrorKind(models.TextChoices):
    CLOSED = "closed", _("This offer no longer exists.")
    PHONE = "phone", _("The telephone number or address is wrong.")
    TIMES = "times", _("The times are wrong.")
    OTHER = "other", _("Something else is wrong.")


def default_due_date():
    """The day by which somebody should have looked at a report."""
    return timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)


class ErrorReport(models.Model):
    """A visitor says that something in an entry is wrong. It never changes the entry by itself."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="error_reports", verbose_name=_("offer"))
    kind = models.CharField(_("what is wrong"), max_length=6, choices=ErrorKind)
    text = models.TextField(_("in your words"), max_length=1000, blank=True)
    reply_email = models.EmailField(
        _("your e-mail, if you would like an answer"), blank=True, help_text=_("We delete it once you have the answer.")
    )
    token = models.CharField(max_length=32, unique=True, editable=False)  # one form sent twice is one report
    created_on = models.DateField(_("reported on"), default=timezone.localdate)
    due_on = models.DateField(_("to be looked at by"), default=default_due_date)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    answer = models.TextField(_("what was done"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("error report"), _("error reports")
        ordering = ["done_on", "due_on", "pk"]

    def __str__(self):
        return f"{self.offer}: {self.get_kind_display()}"
