"""Checks the German catalogue: complete, compiled, and (where GNU gettext is found) in step with the sources."""

import gettext
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
FIELD_KEY = "bm90aGluZy1pcy1lbmNyeXB0ZWQtd2l0aC10aGlzLSE="  # encrypts nothing
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")


def faults_of(catalogue: polib.POFile) -> list[str]:
    """Texts without German words, fuzzy ones, and those whose placeholders differ."""
    faults = [f"not translated: {entry.msgid}" for entry in catalogue if not entry.translated()]
    faults += [f"fuzzy: {entry.msgid}" for entry in catalogue if "fuzzy" in entry.flags]
    for entry in catalogue:
        for german in [entry.msgstr, *entry.msgstr_plural.values()]:
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            if german and not set(PLACEHOLDER.findall(german)) <= wanted | set(PLACEHOLDER.findall(entry.msgid)):
                faults.append(f"other placeholders: {entry.msgid}")
    return faults


def is_compiled(catalogue: polib.POFile) -> bool:
    """Whether the .mo beside it says the same."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    return all(
        compiled.gettext(entry.msgid) == entry.msgstr
        for entry in catalogue
        if not entry.msgid_plural and not entry.msgctxt
    )


def is_in_step() -> bool:
    """Whether collecting the texts anew finds the same ones."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "var"))
        command = ["manage.py", "makemessages", "-l", "de", "--add-location", "file", "--no-wrap", "--no-obsolete"]
        ignored = [word for path in ("tests/*", "bench/*", "var/*") for word in ("--ignore", path)]
        subprocess.run(
            [sys.executable, *command, *ignored],
            cwd=copy,
            check=True,
            capture_output=True,
            env={"SECRET_KEY": "x", "FIELD_KEYS": FIELD_KEY, "PATH": "/usr/bin:/bin"},
        )
        fresh = polib.pofile(str(copy / CATALOGUE.relative_to(ROOT)))
    return {entry.msgid_with_context for entry in fresh} == {
        entry.msgid_with_context for entry in polib.pofile(str(CATALOGUE))
    }


def main() -> int:
    """0 where all is well; prints what is not."""
    catalogue = polib.pofile(str(CATALOGUE))
    faults = faults_of(catalogue)
    if not is_compiled(catalogue):
        faults.append("django.mo is older than django.po: run make messages")
    if not shutil.which("xgettext"):
        print("GNU gettext was not found: whether texts are missing from the catalogue was not checked.")  # noqa: T201
    elif not is_in_step():
        faults.append("the sources have other texts than the catalogue: run make messages")
    print("\n".join(faults) or f"The German catalogue is complete: {len(catalogue)} texts.")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
