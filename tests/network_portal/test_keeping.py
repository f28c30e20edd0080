"""Backup, restore and handover: what comes back is what was there, and a damaged file is refused loudly."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from network_portal.keeping import archive
from network_portal.keeping.backup import check_backup, write_backup
from network_portal.keeping.databases import BackupError, kind_of, load
from network_portal.keeping.handover import names_of_settings
from network_portal.keeping.restore import in_use, refuse_later_version
from partners.models import Invitation
from tests.factories import make_partner
from tests.other_process import SharedDatabase

NOW = timezone.make_aware(datetime(2026, 11, 22, 3, 0))


@pytest.fixture
def database(tmp_path, settings):
    """The database of the test as another program sees it, and a folder with one uploaded file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "logos").mkdir(parents=True)
    (settings.MEDIA_ROOT / "logos" / "a.png").write_bytes(b"picture")
    make_invitation(expires_on=NOW.date() - timedelta(days=4000))
    return SharedDatabase(tmp_path)


def described(shared) -> dict:
    """The database in Django's words."""
    if connection.vendor == "postgresql":
        return connection.settings_dict
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(shared.path)}


def make_invitation(**values):
    partner = make_partner(name="Vorher")
    return Invitation.objects.create(email="a@example.org", partner=partner, created_on=values["expires_on"], **values)


@pytest.mark.django_db(transaction=True)
def test_backup_comes_back_as_it_was_and_damages_are_refused(database, tmp_path):
    file = tmp_path / "sicher" / "portal.backup"
    facts = write_backup(file, NOW, described(database))
    assert (facts["kind"], facts["at"]) == (kind_of(described(database)), "2026-11-22T03:00+01:00")
    assert sorted(facts["files"]) == ["datenbank", "medien/logos/a.png"]
    assert (oct(file.stat().st_mode & 0o777), list(file.parent.iterdir())) == ("0o600", [file])
    refuse_damages(file, tmp_path)
    database.run("UPDATE partners_partner SET name = 'Danach'")
    archive.unpack_archive(file, tmp_path / "restored")
    load(described(database), tmp_path / "restored" / "datenbank")
    assert database.run("SELECT name FROM partners_partner") == [("Vorher",)]
    assert (tmp_path / "restored/medien/logos/a.png").read_bytes() == b"picture"


@pytest.mark.migrations
@pytest.mark.django_db(transaction=True)
def test_restore_erases_what_was_due_and_spares_a_database_in_use(database, tmp_path):
    file = tmp_path / "portal.backup"
    database.run("INSERT INTO django_session VALUES ('key', 'data', '2099-01-01 00:00:00')")
    write_backup(file, NOW, described(database))
    database.run("UPDATE partners_partner SET name = 'Danach'")
    with pytest.raises(CommandError, match=r"--force replaces all of it\. Nothing was changed"):
        call_command("restore", file)
    done = manage(database, tmp_path, "restore", file, "--force")
    assert (done.returncode, done.stdout.startswith("Restored as of 2026-11-22T03:00")) == (0, True), done.stderr
    assert database.run("SELECT name FROM partners_partner") == [("Vorher",)]
    assert database.run("SELECT count(*) FROM partners_invitation") == [(0,)]
    assert database.run("SELECT count(*) FROM django_session") == [(0,)]  # nobody is logged in by it
    assert (tmp_path / "new media/logos/a.png").read_bytes() == b"picture"


def manage(database, folder, *arguments):
    """What a command of another process says about the database of the test."""
    values = {"DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    values |= {"MEDIA_ROOT": str(folder / "new media")}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(command, env=os.environ | values, capture_output=True, text=True, check=False)


def refuse_damages(file: Path, folder: Path):
    """Five damages, each found: cut off, turned bytes, another file in it, one missing, a broken database."""
    whole = file.read_bytes()
    damaged = folder / "damaged.backup"
    middle = len(whole) // 2
    turned = bytes(byte ^ 255 for byte in whole[middle : middle + 64])
    for content in (b"", whole[:middle], whole[:middle] + turned + whole[middle + 64 :]):
        damaged.write_bytes(content)
        with pytest.raises(BackupError):
            check_backup(damaged)
    for change_members in (add_file, leave_out, break_database):
        rewrite(file, damaged, change_members)
        with pytest.raises(BackupError):
            check_backup(damaged)
        with pytest.raises(CommandError, match="Nothing was changed"):
            call_command("restore", damaged, force=True)


def rewrite(file, target, change_members):
    with zipfile.ZipFile(file) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change_members(members)
    with zipfile.ZipFile(target, "w") as archived:
        for name, content in members.items():
            archived.writestr(name, content)


def add_file(members):
    members["../outside"] = b"x"


def leave_out(members):
    del members["medien/logos/a.png"]


def break_database(members):
    """With a right digest: the check of the database itself must find it."""
    content = members["datenbank"][:4096] + b"\x00" * 8192
    facts = json.loads(members["inhalt.json"])
    facts["files"]["datenbank"] = hashlib.sha256(content).hexdigest()
    members |= {"datenbank": content, "inhalt.json": json.dumps(facts).encode()}


@pytest.mark.django_db
def test_database_in_use_is_told_from_an_empty_one():
    assert not in_use()
    make_partner()
    assert in_use()


@pytest.mark.migrations
def test_backup_of_a_later_version_is_refused():
    refuse_later_version(["partners.0001_initial"])
    with pytest.raises(BackupError, match=r"partners\.9999_later"):
        refuse_later_version(["partners.0001_initial", "partners.9999_later"])


def test_settings_are_named_without_their_values(settings):
    text = names_of_settings()
    assert {"SECRET_KEY: gesetzt", "FIELD_KEYS: gesetzt", "EMAIL_HOST_PASSWORD: nicht gesetzt"} <= set(
        text.splitlines()
    )
    assert settings.SECRET_KEY not in text
