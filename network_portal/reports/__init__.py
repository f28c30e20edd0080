"""Figures and tables across all apps, for coordinators and field moderators: in the admin, on paper, as tables."""
