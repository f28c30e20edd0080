"""The coordinators' pages for everything of this app: one subject a file."""

from partners.admin import calendar, contact, location, network, partner, place, users

__all__ = ["calendar", "contact", "location", "network", "partner", "place", "users"]
