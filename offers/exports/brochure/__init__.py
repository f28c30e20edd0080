"""The brochure: what the portal knows, on paper, made of the data of this moment.

``brochure_pdf(selection=Selection(), *, edition=None, on=None) -> bytes``: all offers, or those of a field, around a
place, or of a notepad; ``Selection(large=True)`` in large print. ``leaflet_pdf(on=None) -> bytes``: an A4 sheet to
fold twice. ``network_pdf(on=None) -> bytes``: the network in short. All are PDF/A-2a and PDF/UA-1, and the same bytes
for the same content on the same day. They name pages by ``settings.SITE_URL`` and need no request.
"""

from offers.exports.brochure.documents import MOST_OFFERS, TooManyOffersError, brochure_pdf, leaflet_pdf, network_pdf
from offers.exports.brochure.selection import NoSuchSelectionError, Selection, read_selection

__all__ = [
    "MOST_OFFERS",
    "NoSuchSelectionError",
    "Selection",
    "TooManyOffersError",
    "brochure_pdf",
    "leaflet_pdf",
    "network_pdf",
    "read_selection",
]
