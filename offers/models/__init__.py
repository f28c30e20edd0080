"""What a parent can find: offers, their times and costs, and the words they are sorted by."""

from offers.models.details import CostOption, NextStep, OfferLink
from offers.models.edition import BrochureEdition
from offers.models.feedback import ErrorReport
from offers.models.helpline import HelpLine
from offers.models.lexicon import LexiconEntry, LexiconOrigin, LexiconUse
from offers.models.links import CheckedLink
from offers.models.offer import FormerSlug, Offer
from offers.models.opening import OpeningException, OpeningTime
from offers.models.pending import PendingChange
from offers.models.searchindex import UnmetSearch
from offers.models.source import ImportedRow
from offers.models.taxonomy import LifeSituation, PolicyField, Topic
from offers.models.translation import Translation

__all__ = [
    "BrochureEdition",
    "CheckedLink",
    "CostOption",
    "ErrorReport",
    "FormerSlug",
    "HelpLine",
    "ImportedRow",
    "LexiconEntry",
    "LexiconOrigin",
    "LexiconUse",
    "LifeSituation",
    "NextStep",
    "Offer",
    "OfferLink",
    "OpeningException",
    "OpeningTime",
    "PendingChange",
    "PolicyField",
    "Topic",
    "Translation",
    "UnmetSearch",
]
