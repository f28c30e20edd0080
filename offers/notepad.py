"""A list of offers that lives in its address: nothing is stored, neither here nor on the device."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.page.content import sentences
from partners.models.partner import MembershipKind

MOST = 30  # offers on one list
MOST_ASKED = 5  # organisations that professionals may ask at once
LONGEST_KEY = 10  # digits


def keys_in(text: str) -> tuple[list[int], bool]:
    """The primary keys in “12.34.56”, each once, and whether all of it was understood."""
    parts = [part for part in text[: 12 * MOST * 2].split(".") if part]
    keys = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= LONGEST_KEY]
    found = list(dict.fromkeys(keys))
    return found[:MOST], len(keys) == len(parts) and len(found) <= MOST and len(text) <= 12 * MOST * 2


def joined(keys) -> str:
    """The keys as the address holds them."""
    return ".".join(str(key) for key in keys)


def notepad_address(keys) -> str:
    """The address of the list with these offers."""
    keys = joined(keys)
    return reverse("offers:notepad") + (f"?o={keys}" if keys else "")


def address_with(key: int, text: str) -> str:
    """The address of the list in ``text`` with one more offer at its end; a full list loses its first."""
    keys = [other for other in keys_in(text)[0] if other != key]
    return notepad_address([*keys[-(MOST - 1) :], key])


@dataclass
class Entry:
    """One offer on the list."""

    offer: object
    hours: object
    address: str  # of the offer, carrying the list along
    without: str  # of the list without it
    words: dict[str, str]


def entries(offers, keys, hours_of, on) -> list[Entry]:
    """The chosen offers on the day ``on``, in the order in which they were chosen; ``hours_of`` gives their times."""
    present = [key for key in keys if key in offers]
    return [
        Entry(
            offer=offers[key],
            hours=hours_of(offers[key]),
            address=f"{offers[key].get_absolute_url()}?merk={joined(present)}",
            without=notepad_address([other for other in present if other != key]),
            words=sentences(offers[key], on),
        )
        for key in present
    ]


def complaints(text: str, keys, offers) -> list[str]:
    """What in the address could not be used, a sentence each."""
    sentences = []
    missing = sum(key not in offers for key in keys)
    if missing:
        sentences.append(
            ngettext(
                "One offer on this list no longer exists, or is not public.",
                "%(count)s offers on this list no longer exist, or are not public.",
                missing,
            )
            % {"count": missing}
        )
    if not keys_in(text)[1]:
        sentences.append(
            _("Part of the address could not be read. At most %(most)s offers fit on a list.") % {"most": MOST}
        )
    return sentences


def referable(offers, keys) -> list[int]:
    """The first offers of the list whose partners take referrals, one for each partner, as many as may be asked."""
    by_partner = {}
    for key in keys:
        partner = offers[key].partner if key in offers else None
        if partner and partner.takes_referrals and partner.membership != MembershipKind.FORMER:
            by_partner.setdefault(partner.pk, key)
    return list(by_partner.values())[:MOST_ASKED]
