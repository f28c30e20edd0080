"""A parent asks without giving a name."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals.codes import grouped, new_number
from referrals.fields import EncryptedTextField
from referrals.models.choices import InquiryStatus, Side


class Inquiry(models.Model):
    """A thread between a parent who holds a code and the partner who answers. Days are stored, no times."""

    number = models.CharField(_("number"), max_length=8, unique=True, default=new_number, editable=False)
    code_hash = models.CharField(max_length=43, blank=True, editable=False)  # empty: erased
    status = models.CharField(_("status"), max_length=8, choices=InquiryStatus, default=InquiryStatus.WAITING)
    # Who answers: the desk, or the partner whom the parent or the desk has chosen.
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="inquiries", verbose_name=_("answered by")
    )
    policy_field = models.ForeignKey(
        "offers.PolicyField", models.PROTECT, null=True, blank=True, related_name="inquiries",
        verbose_name=_("policy field"), help_text=_("Empty: “I don't know”."),
    )  # fmt: skip
    offer = models.ForeignKey(
        "offers.Offer", models.SET_NULL, null=True, blank=True, related_name="inquiries", verbose_name=_("offer")
    )
    municipality = models.ForeignKey(
        "partners.Municipality", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    created_on = models.DateField(_("asked on"), default=timezone.localdate, editable=False)
    last_message_on = models.DateField(_("last message on"), default=timezone.localdate, editable=False)
    first_answered_on = models.DateField(_("first answered on"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("answer promised by"), null=True, blank=True, editable=False)
    round = models.PositiveIntegerField(default=0, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("inquiry"), _("inquiries")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["partner", "status", "due_on"], name="inquiry_inbox")]
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="inquiry_code_once"),
            models.CheckConstraint(
                name="inquiry_closed_has_a_date",
                condition=Q(status="closed", closed_on__isnull=False) | ~Q(status="closed") & Q(closed_on=None),
            ),
        ]

    def __str__(self):
        return grouped(self.number)

    def get_absolute_url(self):
        return reverse("referrals:inquiry", args=[self.number])


class Message(models.Model):
    """One message, of a referral between the two offices or of an inquiry with the parent. Encrypted."""

    referral = models.ForeignKey(
        "referrals.Referral", models.CASCADE, null=True, related_name="messages", verbose_name=_("referral")
    )
    inquiry = models.ForeignKey(Inquiry, models.CASCADE, null=True, related_name="messages", verbose_name=_("inquiry"))
    side = models.CharField(_("from"), max_length=9, choices=Side)
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, related_name="+", verbose_name=_("partner")
    )
    text = EncryptedTextField(_("text"))
    on = models.DateField(_("on"), default=timezone.localdate)
    token = models.CharField(max_length=43, blank=True, editable=False)  # hash of the form it was sent by

    class Meta:
        verbose_name, verbose_name_plural = _("message"), _("messages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="message_once_per_form"),
            models.CheckConstraint(
                name="message_belongs_to_one_thing",
                condition=Q(referral=None, inquiry__isnull=False) | Q(referral__isnull=False, inquiry=None),
            ),
        ]

    def __str__(self):
        return str(self.pk)
