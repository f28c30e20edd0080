"""The coordinators' pages for everything of this app: one subject a file."""

from partners.admin import calendar, contact, invitation, joining, location, network, partner, place, users

__all__ = ["calendar", "contact", "invitation", "joining", "location", "network", "partner", "place", "users"]
