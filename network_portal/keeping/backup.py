"""``manage.py backup``: the database and the uploaded files in one file, checked. No keys and no settings are in it."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from network_portal.keeping.archive import DATABASE, MEDIA, unpack_archive, write_archive
from network_portal.keeping.databases import check, dump, kind_of


def write_backup(target: Path, now, database: dict | None = None) -> dict:
    """Write a backup of this portal and read it again; returns its list. Raises ``BackupError``."""
    database = database or connection.settings_dict
    with tempfile.TemporaryDirectory(dir=_beside(target)) as folder:
        copy = Path(folder) / DATABASE
        dump(database, copy)
        facts = {"kind": kind_of(database), "at": now.isoformat(timespec="minutes"), "migrations": migrations()}
        write_archive(target, facts, {DATABASE: copy, **uploaded_files()})
    return check_backup(target)


def check_backup(file: Path) -> dict:
    """The list of a backup that is whole. Raises ``BackupError`` for any other."""
    with tempfile.TemporaryDirectory(dir=_beside(file)) as folder:
        facts = unpack_archive(file, Path(folder))
        check(facts["kind"], Path(folder) / DATABASE)
    return facts


def _beside(file: Path) -> Path:
    """Where there is room for a copy; the folder for temporary files of the machine may be small, or open to others."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.parent


def uploaded_files() -> dict[str, Path]:
    """The uploaded files by their names in the archive."""
    root = Path(settings.MEDIA_ROOT)
    files = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []
    return {f"{MEDIA}/{path.relative_to(root).as_posix()}": path for path in files}


def migrations() -> list[str]:
    """What has been done to the tables so far: tells which version of the portal can read the backup."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
