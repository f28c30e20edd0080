"""Words and addresses for the steps in the life of an entry."""

from django import template
from django.utils.translation import gettext_lazy as _

from offers.tasks import address_of_fact
from offers.workflow import DAYS_IN_TRASH

register = template.Library()
WORDS = {
    "submit": _("The moderator looks at the entry and publishes it. Until then you can take it back."),
    "withdraw": _("The entry becomes a draft again. You can submit it later."),
    "publish": _("Parents find the entry from now on."),
    "return": _("The entry becomes a draft again. The partner gets your word by mail."),
    "confirm": _("You have looked at the entry, and everything in it is still right."),
    "revive": _("You have looked at the entry, and everything in it is right. Parents find it again at once."),
    "hide": _("Parents no longer see the entry. The partner gets your word by mail. Only you can show it again."),
    "start": _("Parents see that the offer is there from now on."),
    "pause": _("The entry stays, and parents read that the offer pauses."),
    "resume": _("Parents see that the offer is there again."),
    "end": _("Parents read that the offer has ended, and where to turn instead."),
    "archive": _("Parents no longer see the entry. It is kept, and you can show it again."),
    "delete": _("The entry goes into the trash. For %(days)s days you can bring it back, then it is gone for good."),
    "undelete": _("The entry comes back as it was."),
}


@register.simple_tag
def step_words(name: str) -> str:
    """What a step does, in a sentence or two."""
    return WORDS[name] % {"days": DAYS_IN_TRASH}


@register.simple_tag
def fact_address(offer, fact) -> str:
    """Where the missing fact of an entry is mended."""
    return address_of_fact(offer.pk, fact)
