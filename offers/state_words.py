"""Where an entry stands, in a sentence for the people who look after it."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.models.choices import Publication, Status
from offers.workflow import is_held


def due_on(offer):
    """The day on which somebody is asked whether everything is still right; None where nobody has ever said so."""
    return offer.confirmed_on and offer.confirmed_on + relativedelta(months=offer.review_interval)


def state_words(offer, on=None) -> str:
    """What parents see of the offer at the moment, and why."""
    on = on or timezone.localdate()
    if offer.publication == Publication.PUBLISHED:
        return _published_words(offer, on)
    if is_held(offer):
        return _("A moderator has hidden this offer. Put it right and submit it again, then she can show it.")
    return {
        Publication.DRAFT: _("This is a draft. Only you and your colleagues see it."),
        Publication.SUBMITTED: _("You have submitted this offer. The moderator looks at it now."),
        Publication.HIDDEN: _("Parents do not see this offer at the moment, because nobody has confirmed it."),
        Publication.ARCHIVED: _("This offer is put away. Parents do not see it."),
        Publication.DELETED: _("This offer is in the waste basket."),
    }[offer.publication]


def _published_words(offer, on) -> str:
    if offer.visible_from and offer.visible_from > on:
        return _("Parents see this offer from %(date)s.") % {"date": date_format(offer.visible_from, "j. F Y")}
    if offer.visible_until and offer.visible_until < on:
        return _("Parents no longer find this offer: its last day has passed.")
    return {
        Status.ACTIVE: _("Parents see this offer."),
        Status.PLANNED: _("Parents see this offer as one that is planned."),
        Status.PAUSED: _("Parents see that this offer pauses."),
        Status.ENDED: _("Parents read that this offer has ended."),
    }[offer.status]


def state_tone(offer) -> str:
    """The tone of the pill beside a title."""
    return "yes" if offer.publication == Publication.PUBLISHED and offer.status == Status.ACTIVE else "mind"


def confirmation_words(offer, on=None) -> str:
    """When the entry was confirmed, and when it is asked about next; empty while nobody sees it."""
    on = on or timezone.localdate()
    if offer.publication not in (Publication.PUBLISHED, Publication.HIDDEN) or is_held(offer):
        return ""
    due = due_on(offer)
    if due is None:
        return _("Nobody has confirmed it yet.")
    if due <= on:
        return _("It should have been confirmed by %(date)s.") % {"date": date_format(due, "j. F Y")}
    return _("Confirmed until %(date)s.") % {"date": date_format(due, "j. F Y")}
