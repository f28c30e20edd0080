"""A partner without an account answers one referral by a link."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReferralLink(models.Model):
    """A link to one referral, sent to the address the network knows. Only the hash of its secret is stored."""

    referral = models.ForeignKey("referrals.Referral", models.CASCADE, related_name="links", verbose_name=_("referral"))
    token_hash = models.CharField(max_length=43, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("lasts until"))
    first_opened_at = models.DateTimeField(_("first opened"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("link to a referral"), _("links to referrals")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return str(self.pk)
