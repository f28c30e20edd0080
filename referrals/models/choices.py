"""The fixed answers of referrals and inquiries. Stored codes never change; the words may."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a referral stands; ``states.py`` says whose turn it is and until when (FHIR Task.businessStatus)."""

    DRAFT = "draft", _("draft")
    AWAITING_CONSENT = "awaiting_consent", _("waits for consent")
    SENT = "sent", _("sent")
    QUESTION = "question", _("question to the sender")
    WAITLISTED = "waitlisted", _("on the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
    IN_PROGRESS = "in_progress", _("in contact")
    COMPLETED = "completed", _("completed")
    UNMET = "unmet", _("ended without help")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("without an answer")


class Side(models.TextChoices):
    """Who has the ball, who took a step, who wrote a message."""

    SENDER = "sender", _("sender")
    RECIPIENT = "recipient", _("recipient")
    PARENT = "parent", _("parent")
    SYSTEM = "system", _("the portal")


class Channel(models.TextChoices):
    """How somebody who acts has shown who she is."""

    LOGIN = "login", _("login")
    LINK = "link", _("link from a mail")
    CODE = "code", _("code")
    SYSTEM = "system", _("the portal")


class ContactWay(models.TextChoices):
    """How the parent wants to be contacted."""

    PHONE = "phone", _("by telephone")
    SMS = "sms", _("by text message")
    EMAIL = "email", _("by e-mail")
    POST = "post", _("by letter with a neutral sender")
    SENDER = "sender", _("through us")
    SELF = "self", _("the parent gets in touch herself or himself")
    NONE = "none", _("please do not contact")


class ConsentForm(models.TextChoices):
    """How a consent was given."""

    PAPER = "paper", _("signed on paper")
    SCREEN = "screen", _("on this screen, together")
    CODE = "code", _("by the parent with the code")
    SPOKEN = "spoken", _("spoken, with a witness")


class ReasonKind(models.TextChoices):
    """What a reason explains."""

    DECLINE = "decline", _("why a referral is declined")
    OUTCOME = "outcome", _("how it helped")
    UNMET = "unmet", _("why there was no help")
    WITHDRAWAL = "withdrawal", _("why it was withdrawn")
    EARLY = "early", _("why a step of a chain is sent early")


class ParentAnswer(models.TextChoices):
    """Did it help? In the parent's own word."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_CONTACTED = "not_contacted", _("Nobody has contacted me")
    NO_WORD = "no_word", _("I would rather not say")


class InquiryStatus(models.TextChoices):
    """Whose turn it is in an anonymous inquiry."""

    WAITING = "waiting", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


FINAL = {Status.COMPLETED, Status.UNMET, Status.DECLINED, Status.WITHDRAWN, Status.EXPIRED}
# States in which nothing has been released yet, and the one that a referral may reach from there without it.
WITHOUT_CONSENT = {Status.DRAFT, Status.AWAITING_CONSENT, Status.WITHDRAWN}
