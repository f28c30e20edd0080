"""``manage.py handover``: all that a new host needs, in one file."""

import platform
import re
import tempfile
import tomllib
from pathlib import Path

from django.conf import settings

from network_portal import env
from network_portal.keeping.archive import write_archive
from network_portal.keeping.backup import write_backup
from network_portal.static_site.export import export_site

INSTRUCTIONS = Path(__file__).with_name("instructions.md")


def write_handover(target: Path, now, database: dict | None = None) -> int:
    """Write backup, exported pages, version, names of the settings and instructions; returns how many files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        facts = write_backup(folder / "portal.backup", now, database)
        export_site(folder / "seite", now)
        (folder / "version.txt").write_text(version(facts), encoding="utf-8")
        (folder / "einstellungen.txt").write_text(names_of_settings(), encoding="utf-8")
        (folder / "ANLEITUNG.md").write_text(INSTRUCTIONS.read_text(encoding="utf-8"), encoding="utf-8")
        members = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        write_archive(target, {"at": now.isoformat(timespec="minutes")}, members)
    return len(members)


def version(facts: dict) -> str:
    """Which portal this was, so that a new host takes the same."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        f"{project['name']} {project['version']}",
        f"Python {platform.python_version()}",
        f"Datenbank: {facts['kind']}",
        f"Stand: {facts['at']}",
        "",
        "Migrationen:",
        *facts["migrations"],
    ]
    return "\n".join(lines) + "\n"


def names_of_settings() -> str:
    """The settings by name, with whether they were set; never a value."""
    text = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    names = re.findall(r"^#? ?([A-Z][A-Z_]+)=", text, re.MULTILINE)
    return "".join(f"{name}: {'gesetzt' if env.is_set(name) else 'nicht gesetzt'}\n" for name in names)
