"""Answers of an offer that a file gives as yes, no or a few certain words."""

import re

from django.utils.translation import gettext as _

from offers.importing.cells import short, yes_or_no
from offers.importing.problems import UnreadableCell
from offers.models.choices import Anonymity, Childcare, Delivery

_REMOTE = [
    (Delivery.PHONE, r"telefon"),
    (Delivery.VIDEO, r"video"),
    (Delivery.CHAT, r"chat|e-?mail|schriftlich|messenger"),
    (Delivery.HOME, r"zu\s?hause|hausbesuch|daheim"),
    (Delivery.OUTREACH, r"aufsuchend|streetwork"),
]
_CHILDCARE = [
    (Childcare.UNKNOWN, r"\b(?:kein\w*|nicht|ohne)\b"),
    (Childcare.REQUEST, r"anfrage|absprache|wunsch|anmeldung|vereinbarung"),
    (Childcare.ON_SITE, r"betreu"),
    (Childcare.WELCOME, r"spiel|willkommen|mitbringen|mitgebracht"),
]


def anonymity(text: str) -> str:
    """“yes”, also “auf Wunsch”, is fully anonymous; “no” means that a name is needed."""
    if re.search(r"pseudonym|\bspitzname", text, re.IGNORECASE):
        return Anonymity.PSEUDONYM
    if re.search(r"auf wunsch|anonym möglich", text, re.IGNORECASE):
        return Anonymity.FULL
    return {True: Anonymity.FULL, False: Anonymity.NAME, None: Anonymity.UNKNOWN}[yes_or_no(text)]


def childcare(text: str) -> str:
    """A bare “yes” promises the least: children are welcome. A “no” to childcare does not send them away: not known."""
    try:
        return Childcare.WELCOME if yes_or_no(text) else Childcare.UNKNOWN
    except UnreadableCell:
        for answer, pattern in _CHILDCARE:
            if re.search(pattern, text, re.IGNORECASE):
                return answer
        raise UnreadableCell(_("“%(text)s” says nothing certain about childcare.") % {"text": short(text)}) from None


def delivery(text: str, *, on_site: bool, has_phone: bool, has_email: bool) -> list[str]:
    """How the help is given. A bare “yes” to “at a distance” means the ways that the row itself names."""
    ways = [Delivery.ON_SITE] if on_site else []
    try:
        if yes_or_no(text):
            ways += [Delivery.PHONE] * has_phone + [Delivery.CHAT] * has_email
        return ways
    except UnreadableCell:
        named = [way for way, pattern in _REMOTE if re.search(pattern, text, re.IGNORECASE)]
        if not named or re.search(r"\b(?:kein\w*|nicht|ohne)\b", text, re.IGNORECASE):
            raise UnreadableCell(_("“%(text)s” says no way that is known.") % {"text": short(text)}) from None
        return ways + named
