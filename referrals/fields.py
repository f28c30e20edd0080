"""A model field whose text nobody can read in the database, a backup or a dump."""

from django.db import models

from network_portal.fieldkeys import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Text, encrypted with the newest of ``FIELD_KEYS``; an empty one stays empty. Cannot be searched.

    Raises ``InvalidToken`` on reading where none of the keys fits.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **{"blank": True, "default": ""} | options)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name):
        """Only whether there is a text: two encryptions of one text are never equal."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "isnull") else None
