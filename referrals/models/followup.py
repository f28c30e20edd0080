"""What is looked at again once a referral has ended: how the parent is now, and whether both sides mean the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FollowUpKind(models.TextChoices):
    """Why somebody looks at an ended referral again."""

    FIRST = "first", _("first check-in after the end")
    SECOND = "second", _("second check-in after the end")
    CONTRADICTION = "contradiction", _("the parent says otherwise")


class FollowUpResult(models.TextChoices):
    """What came of it. The first four belong to a check-in, the next four to a contradiction."""

    WELL = "well", _("The person gets along well.")
    HELP_AGAIN = "help_again", _("The person needs help again.")
    NOT_REACHED = "not_reached", _("The person could not be reached.")
    NOT_WANTED = "not_wanted", _("The person wants no more questions.")
    DID_NOT_HELP = "did_not_help", _("The parent is right: it did not help.")
    MISTAKEN = "mistaken", _("It was a misunderstanding.")
    NEXT_TRY = "next_try", _("A new referral has begun.")
    UNCLEAR = "unclear", _("It could not be cleared up.")
    LAPSED = "lapsed", _("Nobody asked in time, or nobody may ask any more.")


CHECK_INS = (FollowUpKind.FIRST, FollowUpKind.SECOND)
OF_CHECK_INS = (
    FollowUpResult.WELL, FollowUpResult.HELP_AGAIN, FollowUpResult.NOT_REACHED, FollowUpResult.NOT_WANTED,
)  # fmt: skip
OF_CONTRADICTIONS = (
    FollowUpResult.DID_NOT_HELP, FollowUpResult.MISTAKEN, FollowUpResult.NEXT_TRY, FollowUpResult.UNCLEAR,
)  # fmt: skip


class FollowUp(models.Model):
    """One look at an ended referral: when it is due, and which of the fixed answers came of it. No word of a parent."""

    referral = models.ForeignKey(
        "referrals.Referral", models.CASCADE, related_name="follow_ups", verbose_name=_("referral")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=FollowUpKind)
    due_on = models.DateField(_("due on"))
    told_on = models.DateField(_("told on"), null=True, blank=True, editable=False)
    result = models.CharField(_("result"), max_length=12, choices=FollowUpResult, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("follow-up"), _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "kind"], name="follow_up_once_per_kind"),
            models.CheckConstraint(
                name="follow_up_is_done_with_a_result",
                condition=Q(result="", done_on=None) | ~Q(result="") & Q(done_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.referral_id} {self.kind}"
