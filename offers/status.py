"""Whether the help of an offer is there on a day at all, its opening times aside; for offers and for their rows."""

from datetime import date, timedelta

from offers.models.choices import Status


def is_paused(offer, on: date) -> bool:
    """Whether it pauses on the day ``on``; a pause is over after its last day, even if nobody has said so yet."""
    return offer.status == Status.PAUSED and (offer.paused_until is None or on <= offer.paused_until)


def is_there(offer, on: date) -> bool:
    """Whether anybody may come on the day ``on``."""
    return offer.status != Status.PLANNED and not is_paused(offer, on)


def first_day(offer, on: date) -> date | None:
    """The first day from ``on`` on which it is there; None where nobody knows."""
    if is_there(offer, on):
        return on
    return offer.paused_until + timedelta(days=1) if is_paused(offer, on) and offer.paused_until else None
