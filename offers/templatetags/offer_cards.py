"""What the cards of offers print."""

from django import template

from offers.facts import card_facts

register = template.Library()


@register.filter
def facts(offer, is_open=False):
    """The pills of a card, for an offer that is open at this moment or not."""
    return card_facts(offer, is_open=is_open)


@register.filter
def towns(offer) -> str:
    """Where an offer is, in a few words: its towns, without the addresses."""
    names = [location.municipality.name for location in offer.locations.all() if location.municipality]
    return ", ".join(dict.fromkeys(names))
