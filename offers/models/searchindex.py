"""What search keeps in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnmetSearch(models.Model):
    """Words that were searched for and found nothing or little, counted by the week; nothing about who searched."""

    words = models.CharField(_("words"), max_length=100)
    week = models.DateField(_("week from"), help_text=_("The Monday of the week."))
    count = models.PositiveIntegerField(_("how often"), default=0)
    found_nothing = models.BooleanField(_("nothing was found"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("search without an answer"), _("searches without an answer")
        ordering = ["-week", "-count", "words", "pk"]
        constraints = [models.UniqueConstraint(fields=["words", "week"], name="unmet_search_once_per_week")]

    def __str__(self):
        return self.words
