"""The coordinators' pages for everything of this app: one subject a file."""

from offers.admin import edition, feedback, helpline, lexicon, offer, source, taxonomy, translation, unmet

__all__ = ["edition", "feedback", "helpline", "lexicon", "offer", "source", "taxonomy", "translation", "unmet"]
