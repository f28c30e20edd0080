"""What happened, who saw what: rows that nobody changes (``guards.py``)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals.models.choices import Channel, Side, Status


class ReferralEvent(models.Model):
    """One step of a referral: who, when, from, to, why, by which channel. Written once, never changed."""

    referral = models.ForeignKey(
        "referrals.Referral", models.PROTECT, related_name="events", verbose_name=_("referral")
    )
    step = models.CharField(_("step"), max_length=20)
    source = models.CharField(_("from"), max_length=16, choices=Status, blank=True)
    target = models.CharField(_("to"), max_length=16, choices=Status)
    side = models.CharField(_("side"), max_length=9, choices=Side)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel)
    # Without a constraint: a row that nobody changes cannot let go of an account either.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+",
        verbose_name=_("person"),
    )  # fmt: skip
    reason = models.ForeignKey(
        "referrals.Reason", models.PROTECT, null=True, related_name="+", verbose_name=_("reason")
    )
    due_on = models.DateField(_("due on"), null=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("event of a referral"), _("events of referrals")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.referral_id} {self.step}"


class Access(models.Model):
    """Somebody has read or taken something personal of a referral or an inquiry: who, for whom, when, what.

    Kept for ``Rules.access_log_days``; the row holds no content, and no name of a parent.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+",
        verbose_name=_("person"),
    )  # fmt: skip
    partner = models.ForeignKey(
        "partners.Partner", models.DO_NOTHING, null=True, db_constraint=False, related_name="+",
        verbose_name=_("partner"),
    )  # fmt: skip
    channel = models.CharField(_("channel"), max_length=6, choices=Channel)
    what = models.CharField(_("what"), max_length=30)
    subject = models.CharField(_("number"), max_length=8, db_index=True)  # of the referral or inquiry

    class Meta:
        verbose_name, verbose_name_plural = _("access"), _("accesses")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.subject} {self.what}"


class Reminder(models.Model):
    """A reminder that has gone out: one of a kind in each round."""

    referral = models.ForeignKey("referrals.Referral", models.CASCADE, null=True, related_name="reminders")
    inquiry = models.ForeignKey("referrals.Inquiry", models.CASCADE, null=True, related_name="reminders")
    round = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        verbose_name, verbose_name_plural = _("reminder"), _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["referral", "round", "step"], name="reminder_once_per_round"),
            models.UniqueConstraint(fields=["inquiry", "round", "step"], name="inquiry_reminder_once_per_round"),
            models.CheckConstraint(
                name="reminder_is_of_one_thing",
                condition=models.Q(referral=None, inquiry__isnull=False)
                | models.Q(referral__isnull=False, inquiry=None),
            ),
        ]

    def __str__(self):
        return f"{self.referral_id or self.inquiry_id} {self.step}"
