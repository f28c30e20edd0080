"""Offers on their way out of the portal: calendars, feeds, paper, interfaces for machines."""
