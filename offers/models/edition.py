"""Printed editions of the brochure: what lies on the tables of the partners, kept as it was printed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BrochureEdition(models.Model):
    """One edition of the brochure of all offers. It never changes; a new one follows it."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True, editable=False)
    issued_on = models.DateField(_("issued on"), default=timezone.localdate, editable=False)
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Such as “printed for the summer festival, 500 copies”.")
    )
    file = models.FileField(_("file"), upload_to="broschueren/", editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    offer_count = models.PositiveIntegerField(_("number of offers"), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("edition of the brochure"), _("editions of the brochure")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="edition_has_a_number",
                condition=Q(number__gte=1),
                violation_error_message=_("Editions are counted from 1."),
            ),
        ]

    def __str__(self):
        return str(_("Edition %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("offers:brochure-edition", args=[self.number])
