"""What stands before and after the offers: the network, whom to ask first, help lines, who pays."""

from io import BytesIO

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import Image

from network_portal.colours import shades
from network_portal.mail import absolute
from network_portal.templatetags.portal import desk_phone
from offers.exports.brochure.entries import link, picture, square
from offers.models import HelpLine
from offers.models.helpline import HelpLineGroup
from partners.models import Known
from partners.phones import show_phone

PORTAL_COLOUR = "#0b5563"  # of tokens.css, for networks without one of their own
PICTURE_SIZE = 600  # pixels; more no printer shows on the few centimetres of a logo
ALWAYS = ("110", "112")  # stand inside the cover, whatever help lines the office keeps


def network_words(network) -> dict:
    """The network as the cover shows it."""
    colours = shades(network.colour or PORTAL_COLOUR)["light"]
    site = absolute("/")
    return {
        "name": network.name,
        "short_name": network.display_name,
        "region": network.region,
        "headline": network.headline,
        "colour": colours["petrol"],
        "deep": colours["petrol-deep"],
        "tint": colours["tint"],
        "logo": uploaded(network.logo),
        "site": link(site) | {"qr": square(site)},
        "email": network.email,
        "is_demo": network.is_demo,
    }


def desk_words(network) -> dict | None:
    """Whom to call when one does not know whom to call; None until the office has filled it in."""
    number = desk_phone(network)
    if not (number or network.desk):
        return None
    ask = absolute(reverse("referrals:ask")) if network.desk else ""
    return {
        "name": network.desk.name if network.desk else "",
        "phone": show_phone(number).replace(" ", "\u00a0") if number else "",
        "hours": network.desk_hours,
        "ask": link(ask) | {"qr": square(ask)} if ask else None,
    }


def help_groups() -> list[dict]:
    """Help lines in their groups, as on the page for help at once. One query."""
    lines = list(HelpLine.objects.shown())
    groups = [(group, [line for line in lines if line.group == group]) for group in HelpLineGroup]
    return [{"name": str(group.label), "lines": [_line(row) for row in rows]} for group, rows in groups if rows]


def emergency_numbers() -> list[dict]:
    """The two numbers of every emergency, and those of violence and crisis that are there day and night. One query."""
    urgent = HelpLine.objects.shown().filter(
        group__in=[HelpLineGroup.VIOLENCE, HelpLineGroup.CRISIS], always_open=True
    )  # fmt: skip
    always = [
        {"phone": "110", "name": _("Police"), "use_when": _("When somebody threatens or hits you")},
        {"phone": "112", "name": _("Ambulance and fire brigade"), "use_when": _("When a life is in danger")},
    ]
    return always + [_line(row) for row in urgent if row.phone not in ALWAYS]


def _line(row) -> dict:
    hours = _("day and night") if row.always_open else row.hours
    region = _("only for %(region)s") % {"region": row.region} if row.region else ""
    anonymous = _("without giving your name") if row.is_anonymous == Known.YES else ""
    facts = ", ".join(filter(None, [region, hours, row.cost, anonymous]))
    numbers = [show_phone(number).replace(" ", "\u00a0") for number in (row.phone, row.second_phone) if number]
    return {
        "phone": numbers[0],
        "second": numbers[1] if len(numbers) > 1 else "",
        "name": row.name,
        "use_when": row.use_when,
        "facts": ". ".join(filter(None, [facts, row.language_note])),
    }


def funder_words(network) -> dict | None:
    """Who pays for the network, and for how long."""
    if not network.funder:
        return None
    days = [network.funded_from, network.funded_until]
    first, last = (date_format(day, "j. F Y") if day else "" for day in days)
    span = ""
    if first and last:
        span = _("Funded from %(first)s to %(last)s.") % {"first": first, "last": last}
    elif first or last:
        span = (
            _("Funded since %(first)s.") % {"first": first} if first else _("Funded until %(last)s.") % {"last": last}
        )
    paragraphs = [line.strip() for line in network.funder.splitlines() if line.strip()]
    return {"paragraphs": [*paragraphs, span] if span else paragraphs, "logo": uploaded(network.funder_logo)}


def uploaded(stored) -> str:
    """An uploaded picture as an SVG around a PNG, which templates take as text; empty where there is none."""
    if not stored:
        return ""
    try:
        with stored.storage.open(stored.name) as file:
            drawn = Image.open(file).convert("RGBA")
    except OSError:
        return ""
    drawn.thumbnail((PICTURE_SIZE, PICTURE_SIZE))
    packed = BytesIO()
    drawn.save(packed, "PNG")
    return picture(packed.getvalue(), drawn.width, drawn.height)
