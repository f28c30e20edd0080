"""Where imported offers come from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Rows whose hours nobody could read, and nobody has entered by hand since.
HOURS_TO_ENTER = ~Q(unread_hours="") & Q(offer__opening_times=None) & ~Q(offer__publication__in=["archived", "deleted"])


class ImportedRow(models.Model):
    """What a row of an import file last said about an offer, so that hand-made edits are recognised and kept."""

    source = models.CharField(_("source"), max_length=80, help_text=_("Name of the file or directory."))
    row_id = models.CharField(_("row"), max_length=80)
    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="imported_rows", verbose_name=_("offer"))
    values = models.JSONField(_("imported values"))
    unread_hours = models.TextField(_("hours that were not understood"), blank=True)
    unknown_topics = models.JSONField(_("topics in no list"), default=list, blank=True)
    source_url = models.CharField(_("found at"), max_length=500, blank=True)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("imported row"), _("imported rows")
        ordering = ["source", "row_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "row_id"], name="imported_row_once_per_source")]

    def __str__(self):
        return f"{self.source} {self.row_id}"
