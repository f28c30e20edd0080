"""What a coordinator sets for all referrals: periods, in one row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def days(label, default, most=730, **options):
    """A number of days that a coordinator may change."""
    validators = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=validators, **options)


class RulesManager(models.Manager):
    def current(self):
        """The row of this installation; an unsaved one with the defaults before anybody has changed one."""
        return self.first() or Rules()


class Rules(models.Model):
    """How long everything may take. Working days are those of the Land and of the partner whose turn it is."""

    urgent_answer_days = days(_("answer to an urgent referral, in working days"), 2, 30)
    question_days = days(_("answer to a question, in working days"), 10, 60)
    contact_days = days(_("first contact, in working days"), 5, 60)
    urgent_contact_days = days(_("first contact of an urgent referral, in working days"), 2, 60)
    decision_days = days(_("sender decides after a refusal, in working days"), 5, 60)
    inquiry_answer_days = days(_("answer to an inquiry, in working days"), 3, 30)
    expiry_days = days(_("a referral without an answer ends after, in days"), 30)
    urgent_expiry_days = days(_("an urgent one after, in days"), 10)
    consent_days = days(_("wait for consent, in days"), 14)
    check_in_days = days(_("check-in while in contact or on the waiting list, in days"), 30)
    waitlist_silence_days = days(_("moderator is told about a silent waiting list after, in days"), 45)
    contact_silence_days = days(_("moderator is told about a silent contact after, in days"), 90)
    parent_answer_days = days(_("the parent may say whether it helped for, in days"), 60)
    follow_up_days = days(_("follow-up of a body outside the network after, in days"), 21)
    first_check_days = days(_("how is the person now? asked first after the end, in days"), 30)
    second_check_days = days(_("and once more after the end, in days"), 90)
    check_open_days = days(_("a check-in that nobody has done lapses after, in days"), 30)
    link_days = days(_("a link to one referral lasts, in days"), 8, 30)
    draft_days = days(_("an untouched draft is erased after, in days"), 30)
    content_days = days(_("personal content of an ended referral is erased after, in days"), 180)
    inquiry_close_days = days(_("an inquiry closes after the last message, in days"), 30)
    inquiry_erase_days = days(_("and is erased after further, in days"), 60)
    access_log_days = days(_("who has read what is kept for, in days"), 365)

    objects = RulesManager()

    class Meta:
        verbose_name, verbose_name_plural = _("periods of referrals"), _("periods of referrals")
        constraints = [
            models.CheckConstraint(
                name="rules_are_one", condition=Q(pk=1), violation_error_message=_("There is one row only.")
            ),
        ]

    def __str__(self):
        return str(_("periods of referrals"))

    def save(self, *args, **options):
        # One row by construction: whoever saves the rules saves the rules.
        self.pk = 1
        super().save(*args, **options)
