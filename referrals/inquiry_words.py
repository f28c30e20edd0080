"""What the portal itself writes into the thread of an inquiry: promises, and what happens to the thread."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.models import HelpLine
from offers.models.helpline import HelpLineGroup
from partners.phones import show_phone
from referrals.models import Rules

SHORT_DAY = "j. F"
MOST_LINES = 6  # telephone numbers in the first answer


def day(date) -> str:
    """A day as people say it: “3. Dezember”."""
    return date_format(date, SHORT_DAY)


def first_answer(inquiry) -> str:
    """What a parent reads at once: who answers, until when, whom to call before, when all of it goes."""
    return "\n\n".join([promise(inquiry), urgent_numbers(), how_long()])


def promise(inquiry) -> str:
    """Who answers and until when."""
    words = _("Your question has arrived. %(partner)s answers by %(day)s. Please come back then with your code.")
    return words % {"partner": inquiry.partner.name, "day": day(inquiry.due_on)}


def urgent_numbers() -> str:
    """The help lines for emergencies, violence and crises, one a line."""
    groups = [HelpLineGroup.EMERGENCY, HelpLineGroup.VIOLENCE, HelpLineGroup.CRISIS]
    lines = HelpLine.objects.shown().filter(group__in=groups)[:MOST_LINES]
    numbers = [f"{line.name}: {show_phone(line.phone)}" for line in lines]
    return "\n".join([_("Is it urgent? Please call:"), *(numbers or [_("Police: 110"), _("Ambulance and fire: 112")])])


def how_long() -> str:
    """When the thread closes and when it is erased."""
    rules = Rules.objects.current()
    words = _(
        "%(close)s days after the last message we close this page. %(erase)s days later everything is erased. "
        "You can erase it yourself at any time."
    )
    return words % {"close": rules.inquiry_close_days, "erase": rules.inquiry_erase_days}


def closed(on) -> str:
    """That the thread is closed now, and when it goes."""
    words = _("This question is closed now. You can still write; then it goes on. On %(day)s everything is erased.")
    return words % {"day": day(on + timedelta(days=Rules.objects.current().inquiry_erase_days))}


def never_answered(on) -> str:
    """The same where nobody has ever answered."""
    return _("Nobody has answered you. We are sorry for that. Please call instead.") + "\n\n" + closed(on)


def handed_on(inquiry, former) -> str:
    """That somebody else reads and answers from now on."""
    words = _("%(former)s has handed your question on to %(partner)s, who reads and answers here from now on.")
    text = words % {"former": former.name, "partner": inquiry.partner.name}
    if inquiry.due_on:
        text += " " + _("You get an answer by %(day)s.") % {"day": day(inquiry.due_on)}
    return text


def proposed(referral) -> str:
    """That a referral waits for the parent's yes or no."""
    words = _(
        "We suggest: %(partner)s could help you. Above you see what they would be told. Nothing is passed on until you "
        "say yes. Please decide by %(day)s."
    )
    return words % {"partner": referral.recipient.name, "day": day(referral.due_on)}


def answers_itself(partner) -> str:
    """That a suggestion has become needless, since its partner now answers here."""
    return _("%(partner)s answers you here now, so the suggestion to go there has ended.") % {"partner": partner.name}
