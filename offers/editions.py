"""Printed editions of the brochure: each has the next number and stays as it is."""

from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from offers.exports.brochure import Selection, brochure_pdf
from offers.models import BrochureEdition


def issue_edition(note="", on=None) -> BrochureEdition:
    """Print the brochure of all offers as the next edition, and keep the file for good. Raises as its two steps do."""
    return keep_edition(*printed_edition(on), note)


def printed_edition(on=None) -> tuple[BrochureEdition, bytes]:
    """The next edition and its PDF, neither of them stored. Raises ``TooManyOffersError``, ``TypesettingError``.

    Not for within a transaction: on SQLite nobody else can write for the seconds that it takes.
    """
    last = BrochureEdition.objects.aggregate(last=Max("number"))["last"]
    edition = BrochureEdition(number=(last or 0) + 1, issued_on=on or timezone.localdate())
    edition.offer_count = len(Selection().offer_keys())
    return edition, brochure_pdf(edition=edition, on=edition.issued_on)


def keep_edition(edition, content: bytes, note="") -> BrochureEdition:
    """Store a printed edition. Raises ``IntegrityError`` where somebody else issued the same number meanwhile."""
    edition.size, edition.note = len(content), note
    edition.file.save(f"ausgabe-{edition.number}.pdf", ContentFile(content), save=False)
    try:
        edition.save(force_insert=True)
    except IntegrityError:
        edition.file.delete(save=False)
        raise
    return edition
