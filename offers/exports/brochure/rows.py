"""The rows behind a brochure, in a number of queries that does not depend on the number of offers."""

from offers.page.content import offer_content
from offers.page.hours import hours_on_paper
from offers.page.rows import PageRows, offers_with_page_data
from offers.schedule import Calendar, closing_days


def contents_of(keys, network, now) -> list[tuple]:
    """Each published offer with what its page says (``OfferContent``) at the moment ``now``."""
    offers = offers_with_page_data().filter(pk__in=keys)
    offers = offers.prefetch_related("opening_exceptions", "partner__closing_periods")
    calendar = Calendar.read(network.state)
    found = []
    for offer in offers:
        own = calendar.with_closing_periods(closing_days(offer.partner))
        exceptions = sorted(offer.opening_exceptions.all(), key=lambda row: (row.starts_on, row.ends_on))
        found.append((offer, offer_content(PageRows(offer, network, exceptions, own, [], []), now, hours_on_paper)))
    return found
