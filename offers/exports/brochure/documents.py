"""The papers themselves: what each prints, and its PDF."""

from collections import defaultdict
from datetime import datetime, time
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network_portal.mail import absolute
from network_portal.typesetting import pdf
from offers.exports.brochure import front
from offers.exports.brochure.entries import entry_of, link, square
from offers.exports.brochure.registers import names_register, places_register
from offers.exports.brochure.rows import contents_of
from offers.exports.brochure.selection import Selection
from offers.exports.brochure.wording import brochure_wording, leaflet_wording, network_wording
from offers.models import LifeSituation, PolicyField
from partners.collation import german_key
from partners.models import Network, Partner
from partners.models.partner import PartnerKind

MOST_OFFERS = 1_200  # about 400 pages; beyond that nobody prints, and it would hold up everybody else
FEW_OFFERS = 70  # so many stand in the list of contents by name
LEAFLET_FIELDS = 10
LEAFLET_LINES = 7
LEAFLET_SITUATIONS = 8


class TooManyOffersError(ValueError):
    """More offers than one brochure takes."""


def brochure_pdf(selection: Selection | None = None, *, edition=None, on=None) -> bytes:
    """The brochure of the chosen offers (default: all) as of the day ``on`` (default: today).

    ``edition`` is the ``BrochureEdition`` it is printed for; without one it says as of when it is. Raises
    ``TooManyOffersError`` beyond ``MOST_OFFERS``.
    """
    now = day_begun(on)
    return pdf("print/brochure.typ", partial(brochure_data, selection or Selection(), edition, now), now)


def leaflet_pdf(on=None) -> bytes:
    """One A4 sheet, printed on both sides and folded twice: whom to ask, help lines, the fields."""
    now = day_begun(on)
    return pdf("print/leaflet.typ", partial(leaflet_data, now), now)


def network_pdf(on=None) -> bytes:
    """The network in short, on two or three pages: what it is, who belongs to it, who pays."""
    now = day_begun(on)
    return pdf("print/network.typ", partial(network_data, now), now)


def day_begun(on=None) -> datetime:
    """The beginning of the day: all prints of a day are alike to the byte."""
    return timezone.make_aware(datetime.combine(on or timezone.localdate(), time(0)))


def brochure_data(selection, edition, now) -> dict:
    """All that ``print/brochure.typ`` prints."""
    keys = selection.offer_keys()
    if len(keys) > MOST_OFFERS:
        raise TooManyOffersError(len(keys))
    network, today = Network.objects.current(), now.date()
    chapters = _chapters(contents_of(keys, network, now), selection)
    numbered = [row for _name, rows in chapters for row in rows]
    count = len(numbered)
    return {
        "network": front.network_words(network),
        "title": network.headline or network.name,
        "about": _about(selection),
        "as_of": _as_of(edition, today),
        "count": ngettext("%(count)s offer", "%(count)s offers", count) % {"count": count},
        "large": selection.large,
        "is_small": bool(selection.keys),  # a few sheets: no cover, no indexes
        "deep": count <= FEW_OFFERS,
        "emergency": front.emergency_numbers(),
        "desk": front.desk_words(network),
        "fields": [
            {"name": name, "offers": [entry_of(number, offer, content, today) for number, offer, content in rows]}
            for name, rows in chapters
        ],
        "names": names_register(numbered),
        "places": places_register(numbered),
        "help": front.help_groups(),
        "funder": front.funder_words(network),
        "words": brochure_wording(),
    }


def _chapters(contents, selection) -> list[tuple]:
    """Names of chapters with their offers, numbered through. A notepad is one chapter in its own order."""
    if selection.keys:
        contents = sorted(contents, key=lambda pair: selection.keys.index(pair[0].pk))
        groups = [(_("My notepad"), contents)]
    else:
        by_field = defaultdict(list)
        for offer, content in sorted(contents, key=lambda pair: (german_key(pair[0].title), pair[0].pk)):
            by_field[offer.policy_field].append((offer, content))
        fields = sorted(by_field, key=lambda row: (row.position, row.name, row.pk))
        groups = [(row.name, by_field[row]) for row in fields]
    number, chapters = 0, []
    for name, rows in groups:
        chapters.append((name, [(number + at, *pair) for at, pair in enumerate(rows, start=1)]))
        number += len(rows)
    return chapters


def _about(selection) -> str:
    """What part of all offers this is, in words; empty for all of them."""
    parts = [selection.field.name if selection.field else ""]
    parts.append(_("In and around %(place)s") % {"place": selection.place.name} if selection.place else "")
    parts.append(_("My notepad") if selection.keys else "")
    return " · ".join(filter(None, parts))


def _as_of(edition, today) -> str:
    day = date_format(edition.issued_on if edition else today, "j. F Y")
    if edition:
        return _("Edition %(number)s, %(day)s") % {"number": edition.number, "day": day}
    return _("As of %(day)s") % {"day": day}


def leaflet_data(now) -> dict:
    """All that ``print/leaflet.typ`` prints."""
    network = Network.objects.current()
    fields = list(PolicyField.objects.prefetch_related("topics")[:LEAFLET_FIELDS])
    lines = [line for group in front.help_groups() for line in group["lines"]]
    urgent = front.emergency_numbers()
    named = {line["name"] for line in urgent} | {"110", "112"}
    others = [line for line in lines if line["name"] not in named and line["phone"] not in named]
    return {
        "network": front.network_words(network),
        "desk": front.desk_words(network),
        "lines": (urgent + others)[:LEAFLET_LINES],
        "fields": [_leaflet_field(field) for field in fields],
        "situations": _situations(),
        "funder": front.funder_words(network),
        "as_of": _as_of(None, now.date()),
        "words": leaflet_wording(),
    }


def _leaflet_field(field) -> dict:
    address = absolute(field.get_absolute_url())
    topics = ", ".join(topic.name for topic in field.topics.all()[:4])
    return link(address) | {"name": field.name, "topics": topics, "qr": square(address)}


def _situations() -> dict:
    """Titles of the life situations that the start page shows, and where all of them are."""
    titles = LifeSituation.objects.filter(prominent=True).values_list("title", flat=True)[:LEAFLET_SITUATIONS]
    address = absolute(reverse("offers:situations"))
    return link(address) | {"title": _("What has happened?"), "names": list(titles), "qr": square(address)}


def network_data(now) -> dict:
    """All that ``print/network.typ`` prints."""
    network = Network.objects.current()
    partners = sorted(Partner.objects.current(), key=lambda row: (german_key(row.name), row.pk))
    by_kind = [(kind, [row.name for row in partners if row.kind == kind]) for kind in PartnerKind]
    fields = PolicyField.objects.filter(moderator__in=partners).select_related("moderator")
    return {
        "network": front.network_words(network),
        "about": blocks(network.about),
        "kinds": [{"name": str(kind.label), "partners": names} for kind, names in by_kind if names],
        "fields": [[field.name, field.moderator.name] for field in fields],
        "desk": front.desk_words(network),
        "funder": front.funder_words(network),
        "as_of": _as_of(None, now.date()),
        "words": network_wording(len(partners)),
    }


def blocks(text: str) -> list[dict]:
    """A text of the office as headings (##), items (-) and paragraphs."""
    found, open_paragraph = [], False
    for line in (line.strip() for line in text.splitlines()):
        mark, _space, rest = line.partition(" ")
        if mark.strip("#") == "" and mark and rest:
            found.append({"kind": "heading", "text": rest.strip()})
        elif mark in ("-", "*") and rest:
            found.append({"kind": "item", "text": rest.strip()})
        elif line and open_paragraph:
            found[-1]["text"] += f" {line}"
            continue
        elif line:
            found.append({"kind": "paragraph", "text": line})
        open_paragraph = bool(found) and bool(line) and found[-1]["kind"] != "heading"
    return found
