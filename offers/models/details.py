"""Rows that belong to one offer: costs, next steps, forms and links."""

from django.db import models
from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.validators import WebAddressField


class CostOption(models.Model):
    """One price of an offer (HSDS cost_option)."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="costs", verbose_name=_("offer"))
    label = models.CharField(_("what for"), max_length=100, blank=True)
    amount = models.DecimalField(_("amount in euros"), max_digits=8, decimal_places=2)
    unit = models.CharField(_("per"), max_length=40, blank=True, help_text=_("Hour, day, course, child …"))
    reduced_amount = models.DecimalField(_("reduced amount"), max_digits=8, decimal_places=2, null=True, blank=True)
    reduced_for = models.CharField(_("reduced for"), max_length=150, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("price"), _("prices")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="cost_option_is_not_negative",
                condition=Q(amount__gte=0) & (Q(reduced_amount=None) | Q(reduced_amount__gte=0)),
                violation_error_message=_("An amount cannot be below zero."),
            ),
        ]

    def __str__(self):
        return f"{self.label} {localize(self.amount)} €".strip()


class Starter(models.TextChoices):
    PARENT = "parent", _("the parent")
    PROFESSIONAL = "professional", _("a professional")


class NextStep(models.Model):
    """What to do, in order, to get this help; parents and professionals each have steps of their own."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="next_steps", verbose_name=_("offer"))
    starter = models.CharField(_("who starts"), max_length=12, choices=Starter, default=Starter.PARENT)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.CharField(_("what to do"), max_length=300)

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("next step"), _("next steps")
        ordering = ["starter", "position", "pk"]

    def __str__(self):
        return self.text


class OfferLink(models.Model):
    """A form or a page of the partner; type and size are shown for files, so that nobody is surprised on a phone."""

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="links", verbose_name=_("offer"))
    title = models.CharField(_("title"), max_length=120)
    url = WebAddressField(_("address"))
    file = models.FileField(_("file"), upload_to="formulare/", blank=True)
    file_type = models.CharField(
        _("type of file"), max_length=10, blank=True, help_text=_("PDF, DOCX …; empty for a page.")
    )
    file_size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("form or link"), _("forms and links")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_link_leads_somewhere",
                condition=~Q(url="") | ~Q(file=""),
                violation_error_message=_("Please give an address or a file."),
            ),
        ]

    def __str__(self):
        return self.title
