"""Files that partners upload for parents to fill in: checked by what is in them, stored under names nobody guesses."""

from django import forms
from django.core import signing
from django.core.files.storage import default_storage

from offers.files import CheckedFile, StoredFile, checked_pdf

SALT = "offers.forms.uploads"
ACCEPTED = {"accept": "application/pdf,.pdf"}


class FormFileField(forms.FileField):
    """A PDF; its value is a ``CheckedFile``. Never required: what is stored already stays."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.FileInput(ACCEPTED), **options)

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, None)
        return checked_pdf(upload) if upload else None

    def has_changed(self, initial, data):
        return bool(data)


def kept_mark(file: StoredFile) -> str:
    """What a form remembers of a file that is stored, but not saved yet; nobody else can make it up."""
    return signing.dumps(file.name, salt=SALT)


def kept_file(mark: str | None) -> StoredFile | None:
    """The file behind a mark; None where there is none, or no longer."""
    try:
        name = signing.loads(mark or "", salt=SALT)
    except signing.BadSignature:
        return None
    return StoredFile(name, default_storage.size(name)) if default_storage.exists(name) else None
