"""The papers that everybody may ask for, and those of them that always lie ready."""

from functools import partial

from offers.exports.brochure import Selection, TooManyOffersError, brochure_pdf, leaflet_pdf, network_pdf
from offers.exports.kept import is_kept, paper

SHEETS = {"leaflet": leaflet_pdf, "network": network_pdf}


def name_of(selection: Selection) -> str:
    """What the brochure of a selection is kept under."""
    return f"brochure {selection.query}"


def keep_printed(_now=None) -> int:
    """Print what does not lie ready for the present content: both whole brochures and the sheets; how many it were.

    Within a transaction nothing can be kept, so nothing is printed.
    """
    wholes = {name_of(cut): partial(brochure_pdf, cut) for cut in (Selection(), Selection(large=True))}
    missing = {name: build for name, build in (SHEETS | wholes).items() if is_kept(name) is False}
    return sum(_printed(name, build) for name, build in missing.items())


def _printed(name, build) -> bool:
    try:
        return bool(paper(name, build))
    except TooManyOffersError:
        return False  # the page about paper says so
