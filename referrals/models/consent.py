"""Consent is an object: who may get what, for what, until when, and how it was given."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.fields import CodeListField
from partners.models.choices import ReferralFact
from referrals.fields import EncryptedTextField
from referrals.models.choices import Channel, ConsentForm

ONE_DAY, WARNING = timedelta(days=1), timedelta(days=14)


class ConsentWording(models.Model):
    """The words of a consent as they were shown from a day on. A version that was used is never changed."""

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = models.TextField(
        _("text"),
        help_text=_("With %(sender)s, %(recipient)s, %(purpose)s, %(facts)s and %(until)s, which are filled in."),
    )
    valid_from = models.DateField(_("from"), default=timezone.localdate)

    class Meta:
        verbose_name, verbose_name_plural = _("wording of the consent"), _("wordings of the consent")
        ordering = ["-version"]

    def __str__(self):
        return str(_("Version %(version)s") % {"version": self.version})


class Consent(models.Model):
    """One release by a parent to one organisation (GDPR Art. 7, § 203 StGB, § 67b SGB X)."""

    referral = models.ForeignKey(
        "referrals.Referral", models.PROTECT, related_name="consents", verbose_name=_("referral")
    )
    recipient = models.ForeignKey("partners.Partner", models.PROTECT, related_name="+", verbose_name=_("recipient"))
    may_forward_to = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("may hand on to"),
    )  # fmt: skip
    purpose = models.CharField(_("purpose"), max_length=250)
    facts = CodeListField(_("released"), choices=ReferralFact.choices)
    form = models.CharField(_("given"), max_length=6, choices=ConsentForm)
    giver = EncryptedTextField(_("given by"))
    witness = models.CharField(
        _("witness, or who keeps the paper"), max_length=120, blank=True, help_text=_("Somebody of your office.")
    )
    wording = models.ForeignKey(ConsentWording, models.PROTECT, related_name="+", verbose_name=_("wording"))
    text = models.TextField(_("text as it was shown"))
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(_("valid until"))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    warned_on = models.DateField(_("both sides warned on"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_by = models.CharField(_("revoked by"), max_length=6, choices=Channel, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("consents")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_says_what_for",
                condition=~Q(purpose="") & ~Q(text=""),
                violation_error_message=_("A consent says what for."),
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_was_given",
                condition=Q(valid_until__gte=F("given_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="consent_on_paper_or_spoken_has_a_witness",
                condition=~Q(form__in=["paper", "spoken"]) | ~Q(witness=""),
                violation_error_message=_("Please say who keeps the paper, or who was the witness."),
            ),
            models.CheckConstraint(
                name="consent_revoked_says_how",
                condition=Q(revoked_at=None, revoked_by="") | Q(revoked_at__isnull=False) & ~Q(revoked_by=""),
            ),
        ]

    def __str__(self):
        return f"{self.referral_id} – {self.recipient}"

    @property
    def locks_on(self) -> date | None:
        """The first day on which the recipient sees no content: after its end, 14 days after both sides were warned.

        None while nobody has been warned.
        """
        return max(self.valid_until + ONE_DAY, self.warned_on + WARNING) if self.warned_on else None

    def is_valid(self, on=None) -> bool:
        """Whether it holds on the day ``on`` (default: today)."""
        return self.revoked_at is None and self.given_on <= (on or timezone.localdate()) <= self.valid_until
