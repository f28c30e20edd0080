"""How somebody gets an account: there is no other way than being invited."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.membership import Role

DAYS_OPEN = 14


def new_nonce() -> str:
    """What makes the newest link of an invitation differ from all earlier ones; 128 bits."""
    return secrets.token_hex(16)


def last_day():
    """The day on which an invitation of today can be accepted for the last time."""
    return timezone.localdate() + timedelta(days=DAYS_OPEN)


class InvitationQuerySet(models.QuerySet):
    def open(self, on=None):
        """Invitations that can still be accepted on the day ``on`` (default: today)."""
        on = on or timezone.localdate()
        return self.filter(accepted_on=None, withdrawn_on=None, expires_on__gte=on)


class Invitation(models.Model):
    """An address that may have an account: to act for a partner, or as a coordinator.

    Each link lives for a day and is good for one account; whoever comes later asks for a new one, which goes to the
    address that was invited and nowhere else.
    """

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, null=True, blank=True, related_name="invitations",
        verbose_name=_("partner"), help_text=_("Empty for coordinators."),
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.EDITOR)
    moderates = models.BooleanField(_("looks after the policy fields of the partner"), default=False)
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    created_on = models.DateField(_("invited on"), default=timezone.localdate)
    expires_on = models.DateField(_("open until"), default=last_day)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation"), _("invitations")
        ordering = ["-created_on", "email", "pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_is_for_a_partner_or_a_coordinator",
                condition=Q(partner__isnull=False, is_coordinator=False) | Q(partner=None, is_coordinator=True),
                violation_error_message=_("Please choose a partner, or “coordinator”."),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_on=None) | Q(withdrawn_on=None),
                violation_error_message=_("This invitation has been accepted already."),
            ),
        ]

    def __str__(self):
        return f"{self.email} – {self.partner or _('coordinator')}"
