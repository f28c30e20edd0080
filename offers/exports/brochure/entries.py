"""One offer on paper: the words of its page, in the order in which one reads them on a sofa, pencil in hand."""

from base64 import b64encode

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from network_portal.mail import absolute
from offers.cards import places_are_known
from offers.models.choices import Anonymity, Childcare, Residence
from offers.page.hours import unbroken
from offers.page.qr import qr_png
from partners.models import Known
from partners.phones import show_phone

SVG = "http://www.w3.org/2000/svg"
LONG = 1_400  # letters from which an entry may go on on the next page
IN_A_LINE = 62  # letters of the wide column


def entry_of(number: int, offer, content, today) -> dict:
    """What the template prints of an offer; ``number`` is its place in the brochure, for the indexes."""
    page = absolute(offer.get_absolute_url())
    facts = [[label, text] for label, text in _facts(offer, content, today) if text]
    return {
        "number": number,
        "aside": _has_room_aside(facts, content),
        "title": offer.title,
        "by": _by(offer, content),
        "summary": offer.summary,
        "mind": [text for text in (content.words["status"], offer.current_notice(today)) if text],
        "facts": facts,
        "places": [_place(place) for place in content.places],
        "contacts": [_contact(contact) for contact in content.contacts],
        "sites": [link(address) for address in dict.fromkeys(filter(None, _sites(offer)))],
        "page": link(page),
        "qr": square(page),
        "confirmed": content.words["confirmed"],
        "long": sum(len(text) for _label, text in facts) > LONG,
    }


def _has_room_aside(facts, content) -> bool:
    """Whether the narrow column is shorter, so that the square to scan costs no height there."""
    wide = sum(1 + len(line) // IN_A_LINE for _label, text in facts for line in text.split("\n"))
    narrow = 5 * len(content.contacts) + sum(
        len(place.lines) + 2 + 2 * bool(place.directions) for place in content.places
    )
    return narrow + 6 < wide


def square(address: str) -> str:
    """The QR code of an address as SVG; empty where it is too long for one."""
    png = qr_png(address)
    return picture(png, 1, 1) if png else ""


def picture(png: bytes, width: int, height: int) -> str:
    """A PNG of these proportions as an SVG, which templates take as text."""
    image = f'<image width="{width}" height="{height}" href="data:image/png;base64,{b64encode(png).decode()}"/>'
    return f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}">{image}</svg>'


def link(address: str) -> dict[str, str]:
    """Where it leads, and how it reads."""
    return {"to": iri_to_uri(address), "shown": address.partition("://")[2].rstrip("/") or address}


def _by(offer, content) -> str:
    names = ", ".join(partner.name for partner in content.together_with)
    together = _("together with %(names)s") % {"names": names} if names else ""
    return ", ".join(filter(None, [offer.partner.name, together]))


def _sites(offer):
    return offer.booking_url, offer.partner.website


def _facts(offer, content, today):
    """Name and words of what is known. What nobody knows is left out: the second page says what that means."""
    words = content.words
    yield _("For whom"), _lines(offer.eligibility, *_conditions(offer, content), offer.not_for)
    yield _("When"), _lines(*_times(offer, content))
    yield _("Way in"), _joined(words["access"], _sentence(words["lead"]))
    yield _("Cost"), _lines(_joined(words["cost"], offer.cost_text), *_prices(content), _payers(offer))
    yield _("Bring along"), _documents(offer, content)
    if offer.anonymity != Anonymity.UNKNOWN:
        yield _("Your name"), _joined(words["anonymity"], words["secrecy"])
    if offer.childcare != Childcare.UNKNOWN:
        yield _("Your child"), words["childcare"]
    yield _("Languages"), _languages(offer)
    if places_are_known(offer, today) or offer.expected_wait:
        yield _("Free places"), _room(offer, content, today)
    yield _("How"), ", ".join(_labels(offer, "delivery"))


def _conditions(offer, content):
    """Questions whose answer can exclude somebody; that one lives in the district goes without saying here."""
    district = _("Where do you live?") if offer.residence == Residence.DISTRICT else ""
    for question in content.questions:
        if question.matters and question.text != district:
            yield f"{question.text} {question.answer}"


def _times(offer, content):
    for table in content.hours.tables:
        lines = [f"{days}: {times}" for days, times, _today in table.lines]
        yield "\n".join([f"{table.caption}:", *lines]) if table.caption else "\n".join(lines)
    if offer.hours_text:
        yield unbroken(offer.hours_text)
    if not content.hours.tables and not offer.hours_text:
        yield offer.get_hours_known_display()
    if content.hours.different:
        different = "; ".join(change.words for change in content.hours.different)
        yield _("Different from usual: %(days)s") % {"days": different}


def _prices(content):
    for cost in content.costs:
        words = f"{_euros(cost.amount)}"
        words = f"{cost.label}: {words}" if cost.label else words
        if cost.unit:
            words += " " + _("per %(unit)s") % {"unit": cost.unit}
        if cost.reduced_amount is not None:
            words += f"; {_('reduced')} {_euros(cost.reduced_amount)}"
            words += f" ({cost.reduced_for})" if cost.reduced_for else ""
        yield words


def _euros(amount) -> str:
    """“12,50 €”, “12 €”."""
    cents = round(float(amount) * 100)
    whole, rest = divmod(cents, 100)
    return (f"{whole},{rest:02}" if rest else str(whole)) + "\u00a0€"


def _payers(offer) -> str:
    return _("Who may pay: %(payers)s") % {"payers": offer.payers} if offer.payers else ""


def _documents(offer, content) -> str:
    if offer.documents_known == "none":
        return _("Nothing. Just come as you are.")
    return ", ".join(content.documents)


def _languages(offer) -> str:
    named = ", ".join(_labels(offer, "languages"))
    extra = [
        _("An interpreter can come.") if offer.interpreter == Known.YES else "",
        _("Sign language is possible.") if offer.sign_language == Known.YES else "",
    ]
    return _joined(f"{named}." if named and any(extra) else named, *extra)


def _room(offer, content, today) -> str:
    wait = _("Usual wait: %(wait)s.") % {"wait": offer.expected_wait} if offer.expected_wait else ""
    return _joined(content.capacity if places_are_known(offer, today) else "", wait)


def _place(place) -> dict:
    """A place as the page shows it; of a secret one nothing that leads there."""
    secret = _("This address stays secret to protect the people there. Please call, and you will be told the way.")
    note = secret if place.is_hidden else place.not_known
    return {
        "lines": place.lines,
        "features": ", ".join(place.features),
        "more": [text for text in (place.directions, note) if text],
    }


def _contact(contact) -> dict:
    numbers = [show_phone(number) for number in (contact.phone, contact.second_phone) if number]
    return {
        "name": contact.name,
        "phones": [number.replace(" ", "\u00a0") for number in numbers],
        "email": contact.email,
        "reachable": contact.reachable,
        "site": link(contact.form_url) if contact.form_url else None,
    }


def _labels(offer, name) -> list[str]:
    return offer._meta.get_field(name).labels_of(getattr(offer, name))


def _joined(*texts) -> str:
    return " ".join(filter(None, texts))


def _lines(*texts) -> str:
    return "\n".join(filter(None, texts))


def _sentence(words: str) -> str:
    """“please ask 2 days before” as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
