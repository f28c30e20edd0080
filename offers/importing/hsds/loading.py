"""The services in a file, a folder or a ZIP: pages of a list, lists, or single services, as JSON."""

import json
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.problems import UnreadableFile

MAX_BYTES = 50_000_000  # all files together, unpacked
MAX_FILES = 5_000
MAX_SERVICES = 20_000


@dataclass(frozen=True)
class Found:
    """What stands where a service should stand."""

    file: str
    number: int  # in its file, from 1
    value: object


def load_services(path: Path) -> list[Found]:
    """All services below ``path``, in the order of the files' names. Raises ``UnreadableFile``."""
    found = [each for name, data in _files(path) for each in _services(name, _parsed(name, data))]
    if not found:
        raise UnreadableFile(_("There is no service in “%(name)s”.") % {"name": path.name})
    if len(found) > MAX_SERVICES:
        raise UnreadableFile(_("These are more than %(most)d services.") % {"most": MAX_SERVICES})
    return found


def _files(path: Path) -> list[tuple[str, bytes]]:
    try:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*.json") if each.is_file())
            sizes = [each.stat().st_size for each in files]
            return _few(path, sizes) or [(str(each.relative_to(path)), each.read_bytes()) for each in files]
        if zipfile.is_zipfile(path):
            return _unpacked(path)
        return _few(path, [path.stat().st_size]) or [(path.name, path.read_bytes())]
    except OSError as error:
        raise UnreadableFile(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from None


def _few(path: Path, sizes: list[int]):
    """Nothing; raises ``UnreadableFile`` where it is too much to be read."""
    if len(sizes) > MAX_FILES or sum(sizes) > MAX_BYTES:
        values = {"name": path.name, "files": MAX_FILES, "size": MAX_BYTES // 1_000_000}
        raise UnreadableFile(_("“%(name)s” holds more than %(files)d files or %(size)d MB.") % values)


def _unpacked(path: Path) -> list[tuple[str, bytes]]:
    """The JSON files of a ZIP; what they say of their size is believed, and no byte more is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith(".json")]
            _few(path, [entry.file_size for entry in entries])
            return [(entry.filename, _content(archive, entry)) for entry in sorted(entries, key=lambda e: e.filename)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(_("The ZIP file cannot be unpacked: %(reason)s.") % {"reason": error}) from None


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # ``ZipFile.read`` unpacks a file whole before it looks at the size; other methods than these know no limit.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"compression method {entry.compress_type}")
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _parsed(name: str, data: bytes):
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except UnicodeDecodeError as error:
        values = {"name": name, "position": error.start}
        raise UnreadableFile(_("“%(name)s” is not written in UTF-8, from byte %(position)d on.") % values) from None
    except json.JSONDecodeError as error:
        values = {"name": name, "line": error.lineno, "column": error.colno, "reason": error.msg}
        words = _("“%(name)s” is no JSON: line %(line)d, column %(column)d: %(reason)s.")
        raise UnreadableFile(words % values) from None
    except RecursionError:
        raise UnreadableFile(_("“%(name)s” is nested too deeply.") % {"name": name}) from None
    except ValueError as error:  # numbers beyond measure
        values = {"name": name, "reason": short(str(error))}
        raise UnreadableFile(_("“%(name)s” cannot be read: %(reason)s.") % values) from None


def _refused(word: str):
    raise ValueError(word)


def _services(name: str, value) -> list[Found]:
    """The services of one file; a file of something else, such as of taxonomies, has none."""
    if isinstance(value, dict) and isinstance(value.get("contents"), list):
        entries = value["contents"]
    elif isinstance(value, list):
        entries = value
    else:
        entries = [value]
    return [
        Found(name, number, entry.get("service", entry) if _is_at_location(entry) else entry)
        for number, entry in enumerate(entries, start=1)
        if not _is_something_else(entry)
    ]


def _is_at_location(entry) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("service"), dict) and "location" in entry


def _is_something_else(entry) -> bool:
    """Whether an entry is for certain no service: an organization, a term, the description of an interface."""
    if not isinstance(entry, dict) or _is_at_location(entry):
        return False
    return bool({"openapi", "profile", "parent_id", "taxonomy", "uri", "openapi_url"} & entry.keys()) and (
        "status" not in entry
    )
