"""Whose turn it is in each status, and what people are told about it."""

from django.utils.translation import gettext_lazy as _

from referrals.models.choices import Side, Status

BALL = {
    Status.DRAFT: Side.SENDER,
    Status.AWAITING_CONSENT: Side.PARENT,
    Status.SENT: Side.RECIPIENT,
    Status.QUESTION: Side.SENDER,
    Status.WAITLISTED: Side.RECIPIENT,
    Status.ACCEPTED: Side.RECIPIENT,
    Status.IN_PROGRESS: Side.RECIPIENT,
    Status.UNMET: Side.SENDER,
    Status.DECLINED: Side.SENDER,
    Status.EXPIRED: Side.SENDER,
}
# Ends after which somebody still decides: refer on, or close.
TO_DECIDE = {Status.UNMET, Status.DECLINED, Status.EXPIRED}
# What the recipient sees the person in; elsewhere it has no reason to.
SEEN_BY_RECIPIENT = {
    Status.SENT, Status.QUESTION, Status.WAITLISTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.COMPLETED,
    Status.UNMET,
}  # fmt: skip
# Where it works with the person, so that a consent which ends needs a warning first.
AT_WORK = {Status.ACCEPTED, Status.IN_PROGRESS}
# Where the recipient still finds the referral in its list.
LISTED_FOR_RECIPIENT = SEEN_BY_RECIPIENT | {Status.DECLINED}

# In the words of a parent who follows her own referral.
FOR_PARENTS = {
    Status.DRAFT: _("It is being prepared. Nothing has been passed on."),
    Status.AWAITING_CONSENT: _("It waits for your consent. Nothing has been passed on."),
    Status.SENT: _("It has been sent. The organisation is reading it."),
    Status.QUESTION: _("The organisation has a question to the office that helped you."),
    Status.WAITLISTED: _("You are on the waiting list."),
    Status.ACCEPTED: _("Accepted. The organisation will help you."),
    Status.IN_PROGRESS: _("The organisation has been in touch with you."),
    Status.COMPLETED: _("It is finished."),
    Status.UNMET: _("It ended without help. Your office looks for another way."),
    Status.DECLINED: _("This organisation cannot help. Your office looks for another way."),
    Status.WITHDRAWN: _("It was withdrawn. The organisation can no longer see anything."),
    Status.EXPIRED: _("There was no answer. Your office looks for another way."),
}


def ball(referral) -> Side | None:
    """Which side has to act now; None where nobody has."""
    side = BALL.get(referral.status)
    if referral.status in TO_DECIDE:
        if referral.settled_on:
            return None
        return responsible_side(referral)
    if referral.is_outside and side == Side.RECIPIENT:
        return Side.SENDER  # nobody outside works with the portal
    return side


def responsible_side(referral) -> Side:
    """The side that decides how it goes on after an end."""
    return Side.SENDER if referral.responsible == referral.sender else Side.RECIPIENT
