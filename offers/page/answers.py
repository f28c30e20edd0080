"""What people want to know before they call, a sentence each."""

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.cards import places_are_known
from offers.models.choices import Access, Anonymity, Capacity, Childcare, CostKind, Status
from offers.status import is_paused
from partners.models import Known

HOURS_A_DAY = 24


def confirmed_words(offer, on) -> str:
    """When somebody last said that all of this is right; after one review interval nobody vouches for it."""
    if offer.confirmed_on is None:
        return _("not confirmed yet – please ask")
    if offer.confirmed_on + relativedelta(months=offer.review_interval) < on:
        return _("last confirmed on %(date)s – please ask") % {"date": date_format(offer.confirmed_on, "j. F Y")}
    return _("confirmed on %(date)s") % {"date": date_format(offer.confirmed_on, "j. F Y")}


def cost_words(offer) -> str:
    return {
        CostKind.FREE: _("Nothing. The offer is free of charge."),
        CostKind.INCOME: _("That depends on your income."),
        CostKind.PRICED: "",
        CostKind.UNKNOWN: "" if offer.cost_text else _("We do not know. Please ask."),
    }[offer.cost_kind]


def anonymity_words(offer) -> str:
    sentences = {
        Anonymity.FULL: _("You need not give your name."),
        Anonymity.PSEUDONYM: _("You need not give your real name; any name will do."),
        Anonymity.NAME: _("You are asked for your name."),
        Anonymity.PAPERS: _("You are asked for your name and for papers, such as your identity card."),
        Anonymity.UNKNOWN: _("We do not know whether you have to give your name. Please ask before you say it."),
    }
    return sentences[offer.anonymity]


def secrecy_words(offer) -> str:
    return {
        Known.YES: _(
            "The staff are bound to secrecy by law. They tell nobody, not even the authorities, unless you agree."
        ),
        Known.NO: _("The staff are not bound to secrecy by law."),
        Known.UNKNOWN: "",
    }[offer.bound_to_secrecy]


def childcare_words(offer) -> str:
    days = offer.childcare_notice_days
    if offer.childcare == Childcare.REQUEST and days:
        words = ngettext(
            "Somebody can look after your child. Please say so %(days)s day before.",
            "Somebody can look after your child. Please say so %(days)s days before.",
            days,
        )
        return words % {"days": days}
    return {
        Childcare.UNKNOWN: _("We do not know whether your child can come along. Please ask."),
        Childcare.WELCOME: _("Bring your child along, it is welcome."),
        Childcare.ON_SITE: _("Somebody looks after your child during the appointment."),
        Childcare.REQUEST: _("Somebody can look after your child. Please ask for it beforehand."),
        Childcare.NONE: _("Please come without your child."),
    }[offer.childcare]


def access_words(offer) -> str:
    return {
        Access.WALK_IN: _("Just come, you need no appointment."),
        Access.APPOINTMENT: _("Please make an appointment."),
        Access.BOTH: _("You can just come, or make an appointment."),
        Access.UNKNOWN: "",
    }[offer.access]


def lead_words(hours: int | None) -> str:
    """How long before one has to ask; empty where nobody knows."""
    if hours is None:
        return ""
    if hours == 0:
        return _("possible at once")
    if hours % HOURS_A_DAY == 0:
        days = hours // HOURS_A_DAY
        return ngettext("please ask %(count)s day before", "please ask %(count)s days before", days) % {"count": days}
    return ngettext("please ask %(count)s hour before", "please ask %(count)s hours before", hours) % {"count": hours}


def capacity_words(offer, on) -> tuple[str, str]:
    """Whether there is room, and the tone of it; what is older than thirty days nobody knows any more."""
    if not places_are_known(offer, on):
        return _("We do not know whether there is room at the moment. Please ask."), ""
    words = {
        Capacity.FREE: _("There are free places."),
        Capacity.FEW: _("There are few places left."),
        Capacity.WAITING: _("There is a waiting list."),
        Capacity.FULL: _("There are no free places at the moment."),
    }[offer.capacity]
    day = _("(as of %(date)s)") % {"date": date_format(offer.capacity_as_of, "j. F")}
    return f"{words} {day}", "yes" if offer.capacity in (Capacity.FREE, Capacity.FEW) else "mind"


def status_words(offer, on) -> str:
    """Where the help is not there yet, or not at the moment."""
    if offer.status == Status.PLANNED:
        return _("This offer is being planned. It does not exist yet.")
    if not is_paused(offer, on):
        return ""
    if offer.paused_until is None:
        return _("This offer pauses at the moment.")
    return _("This offer pauses until %(date)s.") % {"date": date_format(offer.paused_until, "j. F Y")}
