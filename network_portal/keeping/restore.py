"""``manage.py restore``: a backup back into its place; what was due to be erased meanwhile goes before it serves."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from network_portal.keeping.archive import DATABASE, MEDIA, unpack_archive
from network_portal.keeping.databases import BackupError, check, kind_of, load
from network_portal.views.machine import unapplied_migrations

TELLING = ("auth_user", "partners_partner", "referrals_referral", "referrals_inquiry")


def restore(file: Path, *, force: bool = False) -> dict:
    """Put a backup into the place of the database and of the uploaded files; returns its list.

    Raises ``BackupError``, with nothing changed, for a file that is not whole, for one of another kind of database or a
    later version, and for a database in use unless ``force``.
    """
    database = connection.settings_dict
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        facts = unpack_archive(file, Path(folder))
        if facts["kind"] != kind_of(database):
            raise BackupError(f"The backup is of {facts['kind']}, this portal uses {kind_of(database)}.")
        refuse_later_version(facts["migrations"])
        check(facts["kind"], Path(folder) / DATABASE)
        if not force and in_use():
            raise BackupError("There are people or entries in the database already. --force replaces all of it.")
        connection.close()
        load(database, Path(folder) / DATABASE)
        put_files_back(Path(folder) / MEDIA)
    if unapplied_migrations():
        call_command("migrate", verbosity=0)
    caches["paper"].clear()  # kept by the number of a change, which comes again
    Session.objects.all().delete()  # a login that has ended since then must not open anything again
    return facts


def refuse_later_version(applied: list[str]):
    """Raises ``BackupError`` where the backup has been changed by migrations that this version does not know."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if later := sorted(set(applied) - known):
        raise BackupError(f"The backup is of a later version of the portal: {', '.join(later[:3])} is not known here.")


def in_use() -> bool:
    """Whether anybody, or any entry, is in the database."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in tables.intersection(TELLING):
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608 (names of our own)
            if cursor.fetchone()[0]:
                return True
    return False


def put_files_back(folder: Path):
    """The uploaded files, beside those that are there: their names are random, and no two are alike."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file():
            target = Path(settings.MEDIA_ROOT) / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
