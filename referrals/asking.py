"""What a recipient asks for when a parent is handed on to it."""

from partners.models.choices import ReferralFact


def asked_facts(partner, offer=None) -> list[str]:
    """The only facts that can be filled in for that offer or partner, in the order of ``ReferralFact``."""
    asked = (offer.referral_facts if offer else None) or partner.referral_facts
    return [fact.value for fact in ReferralFact if fact.value in asked]


def needs_in_words(offer) -> str:
    """What the recipient wants to know in the words on the concern; empty without an offer."""
    return offer.referral_needs if offer else ""
