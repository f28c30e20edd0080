"""The coordinators' pages for everything of this app: one subject a file."""

from offers.admin import feedback, helpline, offer, source, taxonomy, translation

__all__ = ["feedback", "helpline", "offer", "source", "taxonomy", "translation"]
