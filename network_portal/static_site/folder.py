"""A folder that appears whole or not at all."""

import contextlib
import shutil
import tempfile
from pathlib import Path

MARK = ".portal-export"  # lies in each folder written here: only such a one, or an empty one, is replaced


class ForeignFolderError(Exception):
    """The folder holds something that no export has written."""


def refuse_foreign(folder: Path):
    """Raises ``ForeignFolderError`` where the folder, or a file of its name, holds what is not ours to replace."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ForeignFolderError(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise ForeignFolderError(folder)


@contextlib.contextmanager
def replaced(folder: Path):
    """Gives an empty folder to write into, and puts it in the place of ``folder`` once all is written.

    It is made beside the folder, for renaming works within one disk. What was there stays until then.
    """
    folder = folder.absolute()
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (fresh / MARK).write_text("This folder was written by export_site, and is replaced by it.\n", encoding="utf-8")
        yield fresh
        fresh.chmod(0o755)
        _take_the_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _take_the_place(fresh: Path, folder: Path):
    old = fresh.with_name(f"{fresh.name}-old")
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
