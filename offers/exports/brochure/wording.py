"""The words of the papers themselves, in the language of the portal."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def common_wording() -> dict[str, str]:
    return {
        "page": _("Page"),
        "help_now": _("Help at once"),
        "desk": _("Not sure who can help? Just ask."),
        "ask": _("Ask without giving your name"),
        "funder": _("Who pays for it"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "demo": _("Demonstration: everything in here is invented."),
    }


def brochure_wording() -> dict[str, str]:
    return common_wording() | {
        "contents": _("Contents"),
        "danger": _("Are you or your child in danger now?"),
        "how_title": _("How to read this brochure"),
        "how": _(
            "Each offer says who helps, whom it is for, when, and what it costs. What is not there nobody has told us: "
            "please ask on the telephone. With the camera of a telephone the square beside an offer leads to its page. "
            "There you see whether something has changed."
        ),
        "nothing": _("No offers are published here at the moment."),
        "names": _("Partners and topics from A to Z"),
        "places": _("Index of places"),
        "places_note": _("Addresses that are secret are not listed here."),
        "all_help": _("Help lines"),
        "number_note": _("The numbers are pages."),
        "site": _("Everything anew each day:"),
    }


def leaflet_wording() -> dict[str, str]:
    return common_wording() | {
        "title": _("Help for single parents"),
        "fields": _("What we can help with"),
        "fields_note": _("Scan a square with the camera of your telephone, and you see all offers."),
        "start": _("Where to begin"),
        "three": _("Three ways to help"),
        "way_call": _("Call. You need not know what the help is called."),
        "way_search": _("Search on the site. You need no account and leave no trace."),
        "way_write": _("Write without giving your name. You get an answer by a code."),
        "situations": _("Offers for your situation, step by step:"),
        "for_all": _("For mothers and fathers."),
        "site": _("All offers, with times, places and costs"),
    }


def network_wording(total: int) -> dict[str, str]:
    members = ngettext(
        "%(count)s organisation works in this network.", "%(count)s organisations work together in this network.", total
    )
    return common_wording() | {
        "members": _("Who belongs to it"),
        "total": members % {"count": total},
        "fields": _("Who looks after which field"),
        "field": _("Field"),
        "partner": _("Partner"),
        "title": _("The network in short"),
    }
