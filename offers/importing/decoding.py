"""From the bytes of a file to its text, whatever program has written them."""

import codecs
import re

from django.utils.translation import gettext as _

from offers.importing.problems import UnreadableFile

MAX_BYTES = 20_000_000  # some ten thousand offers
# First bytes of files that people take for tables; none of them is text.
OTHER_KINDS = {
    b"PK\x03\x04": "XLSX, ODS, ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
}
# Control characters mean nothing in a table, and PostgreSQL takes no NUL.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows' cp1252; every end of line is a line feed."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(most)d MB. Please split it into several files.")
            % {"most": MAX_BYTES // 1_000_000}
        )
    for start, kind in OTHER_KINDS.items():
        if data.startswith(start):
            raise UnreadableFile(
                _("This is no CSV file but one of the kind %(kind)s. Please save the table as CSV.") % {"kind": kind}
            )
    text = _text_of(data).replace("\r\n", "\n")
    # A carriage return alone ends lines in files of old programs; among line feeds it is a slip inside a cell.
    return text.replace("\r", " " if "\n" in text else "\n")


def without_control_characters(text: str) -> str:
    """The text without what cannot be shown."""
    return CONTROL.sub("", text)


def _text_of(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows leaves five bytes without a meaning; they become the sign for “unknown”.
        return data.decode("cp1252", errors="replace")
