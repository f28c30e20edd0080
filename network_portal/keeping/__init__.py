"""Backups, their restoring, and all that a new host needs."""
