"""The file of a backup: a zip with the database, the uploaded files, and a list that says how each must look."""

import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from network_portal.keeping.databases import BackupError

FORMAT = 1
LIST = "inhalt.json"
DATABASE, MEDIA = "datenbank", "medien"
PIECE = 1_000_000  # bytes read at once


def write_archive(target: Path, facts: dict, members: dict[str, Path]):
    """Write ``members`` (name in the archive -> file) and the list: all or nothing, and readable for the owner only."""
    digests = {name: digest_of(path) for name, path in members.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)  # mode 0600 from the beginning
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(LIST, json.dumps(facts | {"format": FORMAT, "files": digests}, indent=1))
                for inside, path in members.items():
                    archive.write(path, inside)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unpack_archive(file: Path, folder: Path) -> dict:
    """Unpack a backup into an empty folder; returns its list. Raises ``BackupError`` where anything is changed."""
    try:
        with zipfile.ZipFile(file) as archive:
            facts = json.loads(archive.read(LIST))
            if facts["format"] != FORMAT:
                raise BackupError(f"This backup has the format {facts['format']}; this version knows {FORMAT}.")
            files = facts["files"]
            refuse_other_names(archive.namelist(), files)
            for name, digest in files.items():
                path = Path(archive.extract(name, folder))
                if digest_of(path) != digest:
                    raise BackupError(f"{name} in the backup is not what was written.")
    except (OSError, EOFError, zipfile.BadZipFile, KeyError, TypeError, ValueError, zipfile.zlib.error) as error:
        raise BackupError(f"The backup is damaged or cut off: {error}.") from None
    return facts


def refuse_other_names(names, listed):
    """Nothing but what the list names, and nothing outside of the folder."""
    strange = set(names) ^ {LIST, *listed}
    if strange or len(names) != len(set(names)):
        raise BackupError(f"The backup holds other files than its list says: {sorted(strange)[:3]}")
    for name in names:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise BackupError(f"{name} in the backup leads out of the folder.")
