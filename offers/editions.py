"""Printed editions of the brochure: each has the next number and stays as it is."""

from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from offers.exports.brochure import Selection, brochure_pdf
from offers.models import BrochureEdition


def issue_edition(note="", on=None) -> BrochureEdition:
    """Print the brochure of all offers as the next edition, and keep the file for good.

    Raises ``TooManyOffersError``, and ``IntegrityError`` where somebody else issued the same number at this moment.
    """
    last = BrochureEdition.objects.aggregate(last=Max("number"))["last"]
    edition = BrochureEdition(number=(last or 0) + 1, issued_on=on or timezone.localdate(), note=note)
    content = brochure_pdf(edition=edition, on=edition.issued_on)
    edition.size, edition.offer_count = len(content), len(Selection().offer_keys())
    edition.file.save(f"ausgabe-{edition.number}.pdf", ContentFile(content), save=False)
    try:
        edition.save(force_insert=True)
    except IntegrityError:
        edition.file.delete(save=False)
        raise
    return edition
