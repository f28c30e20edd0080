"""What is known of the parent: encrypted, as little as the task needs, and gone by a date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from referrals.fields import EncryptedTextField
from referrals.models.choices import ContactWay


class Content(models.Model):
    """The personal side of a referral. Its row is deleted when its time is over; the referral stays for the figures.

    There is no field for birth dates, nationality, illness or children on purpose.
    """

    referral = models.OneToOneField(
        "referrals.Referral", models.CASCADE, related_name="content", verbose_name=_("referral")
    )
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("telephone"))
    email = EncryptedTextField(_("e-mail"))
    address = EncryptedTextField(_("postal address"))
    times = EncryptedTextField(_("good times"))
    language = EncryptedTextField(_("language"))
    concern = EncryptedTextField(_("what it is about"))
    contact_way = models.CharField(_("contact wish"), max_length=6, choices=ContactWay)
    reason_note = EncryptedTextField(_("words on the reason"))
    next_steps = EncryptedTextField(_("next steps for the parent"))

    class Meta:
        verbose_name, verbose_name_plural = _("content of a referral"), _("contents of referrals")

    def __str__(self):
        return str(self.referral_id)
