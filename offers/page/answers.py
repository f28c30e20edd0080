"""What people want to know before they call, a sentence each."""

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from offers.cards import places_are_known
from offers.models.choices import Access, Anonymity, Capacity, Childcare, CostKind, Status
from offers.status import is_paused
from partners.models import Known

HOURS_A_DAY = 24
COSTS = {
    CostKind.FREE: gettext_lazy("Nothing. The offer is free of charge."),
    CostKind.INCOME: gettext_lazy("That depends on your income."),
}
ANONYMITY = {
    Anonymity.FULL: gettext_lazy("You need not give your name."),
    Anonymity.PSEUDONYM: gettext_lazy("You need not give your real name; any name will do."),
    Anonymity.NAME: gettext_lazy("You are asked for your name."),
    Anonymity.PAPERS: gettext_lazy("You are asked for your name and for papers, such as your identity card."),
    Anonymity.UNKNOWN: gettext_lazy("We do not know whether you have to give your name. Please ask before you say it."),
}
SECRECY = {
    Known.YES: gettext_lazy(
        "The staff are bound to secrecy by law. They tell nobody, not even the authorities, unless you agree."
    ),
    Known.NO: gettext_lazy("The staff are not bound to secrecy by law."),
}
CHILDCARE = {
    Childcare.UNKNOWN: gettext_lazy("We do not know whether your child can come along. Please ask."),
    Childcare.WELCOME: gettext_lazy("Bring your child along, it is welcome."),
    Childcare.ON_SITE: gettext_lazy("Somebody looks after your child during the appointment."),
    Childcare.REQUEST: gettext_lazy("Somebody can look after your child. Please ask for it beforehand."),
    Childcare.NONE: gettext_lazy("Please come without your child."),
}
ACCESS = {
    Access.WALK_IN: gettext_lazy("Just come, you need no appointment."),
    Access.APPOINTMENT: gettext_lazy("Please make an appointment."),
    Access.BOTH: gettext_lazy("You can just come, or make an appointment."),
}
CAPACITY = {
    Capacity.FREE: gettext_lazy("There are free places."),
    Capacity.FEW: gettext_lazy("There are few places left."),
    Capacity.WAITING: gettext_lazy("There is a waiting list."),
    Capacity.FULL: gettext_lazy("There are no free places at the moment."),
}


def confirmed_words(offer, on) -> str:
    """When somebody last said that all of this is right; after one review interval nobody vouches for it."""
    if offer.confirmed_on is None:
        return _("not confirmed yet – please ask")
    if offer.confirmed_on + relativedelta(months=offer.review_interval) < on:
        return _("last confirmed on %(date)s – please ask") % {"date": date_format(offer.confirmed_on, "j. F Y")}
    return _("confirmed on %(date)s") % {"date": date_format(offer.confirmed_on, "j. F Y")}


def cost_words(offer) -> str:
    if offer.cost_kind == CostKind.UNKNOWN:
        return "" if offer.cost_text else _("We do not know. Please ask.")
    return str(COSTS.get(offer.cost_kind, ""))


def anonymity_words(offer) -> str:
    return str(ANONYMITY[offer.anonymity])


def secrecy_words(offer) -> str:
    return str(SECRECY.get(offer.bound_to_secrecy, ""))


def childcare_words(offer) -> str:
    days = offer.childcare_notice_days
    if offer.childcare == Childcare.REQUEST and days:
        words = ngettext(
            "Somebody can look after your child. Please say so %(days)s day before.",
            "Somebody can look after your child. Please say so %(days)s days before.",
            days,
        )
        return words % {"days": days}
    return str(CHILDCARE[offer.childcare])


def access_words(offer) -> str:
    return str(ACCESS.get(offer.access, ""))


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
    day = _("(as of %(date)s)") % {"date": date_format(offer.capacity_as_of, "j. F")}
    return f"{CAPACITY[offer.capacity]} {day}", "yes" if offer.capacity in (Capacity.FREE, Capacity.FEW) else "mind"


def status_words(offer, on) -> str:
    """Where the help is not there yet, or not at the moment."""
    if offer.status == Status.PLANNED:
        return _("This offer is being planned. It does not exist yet.")
    if not is_paused(offer, on):
        return ""
    if offer.paused_until is None:
        return _("This offer pauses at the moment.")
    return _("This offer pauses until %(date)s.") % {"date": date_format(offer.paused_until, "j. F Y")}
