"""Who acts for which partner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    EDITOR = "editor", _("edits entries")
    MANAGER = "manager", _("edits entries and invites colleagues")


class MembershipQuerySet(models.QuerySet):
    def active(self, on=None):
        """Memberships that count on the day ``on`` (default: today), of accounts that are not switched off."""
        on = on or timezone.localdate()
        return self.filter(user__is_active=True, since__lte=on).exclude(until__lt=on)


class Membership(models.Model):
    """A person's right to act for a partner; one person may act for several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, related_name="memberships", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.EDITOR)
    moderates = models.BooleanField(
        _("looks after the policy fields of the partner"), default=False,
        help_text=_("Publishes new entries of the fields that the partner moderates."),
    )  # fmt: skip
    reads_referrals = models.BooleanField(
        _("reads referrals and inquiries"), default=True,
        help_text=_("Where only named persons may, for instance on violence, addiction or debts: take it from others."),
    )  # fmt: skip
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        ordering = ["partner__name", "user__username", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partner"],
                name="membership_once_per_partner",
                violation_error_message=_("This person acts for the partner already."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.partner}"
