"""Forms for parents (PDF) on their way in and out: what may be in them, where they lie, when they go."""

import re
import secrets
import zlib
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from offers.models import OfferLink, PendingChange
from partners.slugs import german_slug

FOLDER = "formulare"
MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000  # bytes of all packed parts together
DAYS_UNUSED = 1

# Names that let a document act by itself, carry other files, or hide what is in it (ISO 32000-1: 7.6, 7.11.4, 12.6.4).
ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|XFA)(?![A-Za-z0-9])")
SCRIPT = re.compile(rb"/JS(?![A-Za-z0-9])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
# Readers of PDFs are lenient about what ends the line of the keyword.
STREAM = re.compile(rb"stream[^\S\r\n]*(?:\r\n?|\n)(.*?)endstream", re.DOTALL)
LIST = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
# Packed once, with Flate and nothing else: what is packed twice, or filtered, could not be read here.
PACKED_ONCE = re.compile(rb"/Filter\s*(?:/FlateDecode(?![A-Za-z0-9])|\[\s*/FlateDecode\s*\])")
PACKED_OTHERWISE = re.compile(rb"/(DecodeParms|DP|F|FFilter|FDecodeParms)(?![A-Za-z0-9])")
SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the storage; size in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class CheckedFile:
    """An upload that has passed the checks."""

    content: bytes

    def store(self) -> StoredFile:
        """Put it into the storage under a name that nobody can guess."""
        name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.pdf", ContentFile(self.content))
        return StoredFile(name, len(self.content))


def checked_pdf(upload) -> CheckedFile:
    """The content of an uploaded PDF. Raises ``ValidationError`` for anything that is none, or does more than show."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This file is too large: 5 MB are the most."), code="file")
    content = upload.read()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("This is no PDF file. Please save your document as PDF first."), code="file")
    parts = readable_parts(content)
    if LOCKED.search(parts[0]):
        raise ValidationError(_("This PDF is locked with a password. Please save it without one."), code="file")
    if any(ACTIVE.search(part) for part in parts) or any(SCRIPT.search(part) for part in parts[:1]):
        raise ValidationError(
            _("This PDF holds a program or other files. Please print it into a new PDF and choose that."), code="file"
        )
    return CheckedFile(content)


def readable_parts(content: bytes) -> list[bytes]:
    """What a reader of PDFs may find names in: first all that is not packed, then each part that can be unpacked.

    Lists of objects (ObjStm) count as not packed. Raises ``ValidationError`` where they cannot be read, or grow huge.
    """
    plain, parts, lists, left, end = [], [], 0, MOST_UNPACKED, 0
    for found in STREAM.finditer(content):
        unpacked = unpack(found[1], left)
        left -= len(unpacked or b"")
        is_list = is_readable_list(spelled_out(content[end : found.start()])) and unpacked is not None
        lists += is_list
        plain.append(content[end : found.start()])
        (plain if is_list else parts).append(unpacked if unpacked is not None else found[1])
        end = found.end()
    plain.append(content[end:])
    readable = [spelled_out(b"\n".join(plain)), *map(spelled_out, parts)]
    # A list that is named somewhere, and was not read above, may hide anything.
    if left <= 0 or sum(len(LIST.findall(part)) for part in readable) != lists:
        raise ValidationError(_("This PDF cannot be checked. Please print it into a new PDF."), code="file")
    return readable


def is_readable_list(head: bytes) -> bool:
    """Whether what stands before a packed part says that it is a list of objects, packed in the usual way."""
    words = head[max(head.rfind(b"endobj"), head.rfind(b"endstream"), 0) :]
    is_packed_once = PACKED_ONCE.search(words) and words.count(b"/Filter") == 1
    return bool(LIST.search(words) and is_packed_once and not PACKED_OTHERWISE.search(words))


def spelled_out(part: bytes) -> bytes:
    """Names without the detour of ``/J#61vaScript``."""
    return SPELLED.sub(lambda found: bytes([int(found[1], 16)]), part)


def unpack(packed: bytes, most: int) -> bytes | None:
    """A part packed with Flate, at most ``most`` bytes of it; None where it is packed in another way."""
    try:
        return zlib.decompressobj().decompress(packed, max(most, 1))
    except zlib.error:
        return None


def download_name(link) -> str:
    """What the file of ``link`` is called on the device of a parent, made from its title."""
    return f"{german_slug(link.title)[:60].strip('-') or 'formular'}.pdf"


def forget_unused_files(now) -> int:
    """Remove files that no entry, no earlier version and no waiting change names; how many."""
    rows = [OfferLink.objects, OfferLink.history]
    named = {name for row in rows for name in row.exclude(file="").values_list("file", flat=True)}
    # A waiting change may name a file, signed; it is asked for by its form, so nothing goes while one waits.
    if PendingChange.objects.filter(section="cost").exists() or not default_storage.exists(FOLDER):
        return 0
    old = now - timedelta(days=DAYS_UNUSED)
    _folders, names = default_storage.listdir(FOLDER)
    unused = [f"{FOLDER}/{name}" for name in names if f"{FOLDER}/{name}" not in named]
    unused = [name for name in unused if default_storage.get_modified_time(name) < old]
    for name in unused:
        default_storage.delete(name)
    return len(unused)
