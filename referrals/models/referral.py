"""A parent is handed on from one partner to another one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals.codes import grouped, new_number
from referrals.models.choices import FINAL, WITHOUT_CONSENT, ParentAnswer, Status


class ReferralQuerySet(models.QuerySet):
    def open(self):
        """Referrals that still may change their status."""
        return self.exclude(status__in=FINAL)

    def with_parties(self):
        """Adds what a line of a list prints."""
        return self.select_related("sender", "recipient", "offer", "policy_field", "reason")


class Referral(models.Model):
    """One referral to one partner, or to a body outside the network (FHIR Task).

    Nothing here says who the parent is: that stands encrypted in ``Content``, which goes by a date.
    """

    number = models.CharField(_("number"), max_length=8, unique=True, default=new_number, editable=False)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT)
    sender = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="sent_referrals", verbose_name=_("sender")
    )
    recipient = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="received_referrals",
        verbose_name=_("recipient"),
    )  # fmt: skip
    outside_body = models.CharField(_("body outside the network"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    offer = models.ForeignKey(
        "offers.Offer", models.SET_NULL, null=True, blank=True, related_name="referrals", verbose_name=_("offer")
    )
    policy_field = models.ForeignKey(
        "offers.PolicyField", models.PROTECT, null=True, blank=True, related_name="referrals",
        verbose_name=_("policy field"),
    )  # fmt: skip
    municipality = models.ForeignKey(
        "partners.Municipality", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    is_urgent = models.BooleanField(_("urgent"), default=False)
    is_transfer = models.BooleanField(
        _("responsibility goes along"), default=False, help_text=_("From the moment the recipient accepts.")
    )
    consent = models.ForeignKey(
        "referrals.Consent", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consent")
    )
    # Siblings were asked at the same time and share this number: the first acceptance withdraws the others.
    group = models.CharField(_("asked together"), max_length=8, blank=True, db_index=True, editable=False)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    inquiry = models.ForeignKey(
        "referrals.Inquiry", models.SET_NULL, null=True, blank=True, related_name="referrals",
        verbose_name=_("inquiry"),
    )  # fmt: skip
    # Which step of which way it is, where a parent is accompanied over several referrals.
    accompaniment = models.ForeignKey(
        "referrals.Accompaniment", models.PROTECT, null=True, blank=True, related_name="referrals",
        verbose_name=_("accompaniment"),
    )  # fmt: skip
    chain_step = models.ForeignKey(
        "referrals.ChainStep", models.PROTECT, null=True, blank=True, related_name="referrals",
        verbose_name=_("step of a chain"),
    )  # fmt: skip
    # Set where it was sent without the way, and made a step of it later; what comes of it has the same day.
    attached_on = models.DateField(_("made a step on"), null=True, blank=True, editable=False)
    token = models.CharField(max_length=50, blank=True, editable=False)  # hash of the form it was made by
    code_hash = models.CharField(max_length=43, blank=True, db_index=True, editable=False)

    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    round = models.PositiveIntegerField(default=0, editable=False)  # counts the terms: each has its own reminders
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)
    expires_on = models.DateField(_("ends without an answer on"), null=True, blank=True, editable=False)
    # While a question is open the recipient's clock stands; these working days and days are left of it.
    days_left = models.PositiveSmallIntegerField(null=True, editable=False)
    expiry_left = models.PositiveSmallIntegerField(null=True, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True, editable=False)
    was_unaccepted = models.BooleanField(default=False, editable=False)  # taken back once: not a second time
    first_contact_on = models.DateField(_("first contact on"), null=True, blank=True)
    last_sign_on = models.DateField(_("last sign of life on"), null=True, blank=True, editable=False)
    waitlist_place = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    estimated_on = models.DateField(_("estimated for"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    settled_on = models.DateField(_("sender has decided on"), null=True, blank=True, editable=False)

    reason = models.ForeignKey(
        "referrals.Reason", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    better_offer = models.ForeignKey(
        "offers.Offer", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("better offer")
    )
    shares_reason = models.BooleanField(_("the parent may read why"), default=False)
    parent_answer = models.CharField(_("did it help?"), max_length=13, choices=ParentAnswer, blank=True)
    parent_answered_on = models.DateField(_("said on"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # counts changes, for two people at one time

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("referral"), _("referrals")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "status", "due_on"], name="referral_inbox"),
            models.Index(fields=["sender", "status", "due_on"], name="referral_outbox"),
            models.Index(fields=["status", "due_on"], name="referral_due"),
            # For the figures: who hands on to whom, and how much each policy field gets.
            models.Index(fields=["sender", "recipient", "accepted_on"], name="referral_flow"),
            models.Index(fields=["policy_field", "recipient", "sent_on"], name="referral_by_field"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["token", "recipient", "outside_body"], condition=~Q(token=""), name="referral_once_per_form"
            ),
            models.CheckConstraint(
                name="referral_has_one_recipient",
                condition=Q(recipient=None) & ~Q(outside_body="") | Q(recipient__isnull=False, outside_body=""),
                violation_error_message=_("A referral goes to one partner, or to one body outside the network."),
            ),
            models.CheckConstraint(
                name="referral_goes_to_somebody_else",
                condition=Q(recipient=None) | ~Q(recipient=models.F("sender")),
                violation_error_message=_("A referral goes to another partner."),
            ),
            # No release, no sending. To a body outside nothing is sent: the parent takes a slip along.
            models.CheckConstraint(
                name="referral_leaves_with_consent",
                condition=Q(status__in=sorted(WITHOUT_CONSENT)) | Q(consent__isnull=False) | Q(recipient=None),
                violation_error_message=_("Without consent nothing is sent."),
            ),
            models.CheckConstraint(
                name="referral_declined_has_a_reason",
                condition=~Q(status__in=["declined", "unmet", "completed", "withdrawn"]) | Q(reason__isnull=False),
                violation_error_message=_("Please say why."),
            ),
            models.CheckConstraint(
                name="referral_contact_has_a_date",
                condition=~Q(status="in_progress") | Q(first_contact_on__isnull=False),
                violation_error_message=_("Please give the day of the first contact."),
            ),
            models.CheckConstraint(
                name="referral_waits_with_place_or_date",
                condition=~Q(status="waitlisted") | Q(waitlist_place__isnull=False) | Q(estimated_on__isnull=False),
                violation_error_message=_("Please give the place on the list or an estimated day."),
            ),
            models.CheckConstraint(
                name="referral_on_a_way_names_the_step",
                condition=Q(accompaniment=None, chain_step=None)
                | Q(accompaniment__isnull=False, chain_step__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_attached_is_a_step",
                condition=Q(attached_on=None) | Q(accompaniment__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_end_has_a_date",
                condition=Q(status__in=sorted(FINAL), ended_on__isnull=False)
                | ~Q(status__in=sorted(FINAL)) & Q(ended_on=None),
            ),
        ]

    def __str__(self):
        return grouped(self.number)

    def get_absolute_url(self):
        return reverse("referrals:detail", args=[self.number])

    @property
    def is_outside(self) -> bool:
        """Whether it goes to a body outside the network: nothing is sent then."""
        return self.recipient_id is None

    @property
    def responsible(self):
        """The partner who decides how it goes on after an end: the sender, or who has taken over."""
        return self.recipient if self.is_transfer and self.accepted_on else self.sender

    @property
    def recipient_name(self) -> str:
        """Who gets it, in words."""
        return self.outside_body or self.recipient.display_name


class Reader(models.Model):
    """Somebody of a team who alone, with others so named, may open a referral on her side."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="readers", verbose_name=_("referral"))
    membership = models.ForeignKey("partners.Membership", models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name, verbose_name_plural = _("named person"), _("named persons")
        constraints = [models.UniqueConstraint(fields=["referral", "membership"], name="reader_once")]

    def __str__(self):
        return f"{self.referral} – {self.membership}"
