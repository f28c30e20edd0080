"""Paper: a typst template and data become a PDF that screen readers can read. Open to all apps.

Texts of people reach typst as JSON only, never as source, so that none of them can break a page or read a file. Signs
that no font here can show are taken out first (``printable.py``), for one of them would stop the whole print.

Each print is made by a process of its own (``typesetting_process.py``): typst keeps what it has laid out, some hundred
megabytes for a brochure, for as long as the process lives.
"""

import gc
import json
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone

TEMPLATES = settings.BASE_DIR / "templates"
LONGEST = 120  # seconds; even on a busy machine the longest brochure takes less


class TypesettingError(RuntimeError):
    """No paper came of it: a faulty template, or it took too long. The message is for those who run the portal."""


def pdf(template: str, data, now=None) -> bytes:
    """The PDF of ``templates/<template>`` (a .typ file) with ``data`` as its ``json(bytes(sys.inputs.data))``.

    ``data`` is a dictionary, or a function that collects it while the process gets ready. ``now`` (default: the clock)
    is the day it says it was made on; the same data and moment give the same bytes. Raises ``TypesettingError``.
    """
    return typeset(template, data, now, "pdf")


def typeset(template: str, data, now=None, kind="pdf", ppi=80) -> bytes:
    """As ``pdf``; the kind “png” gives the pages as pictures, one after the other, for looking at."""
    task = {
        "template": str(TEMPLATES / template), "root": str(TEMPLATES), "kind": kind, "ppi": ppi,
        "now": int((now or timezone.now()).timestamp()),
    }  # fmt: skip
    with _started() as process:
        task["data"] = _collected(data) if callable(data) else data
        try:
            paper, errors = process.communicate(json.dumps(task).encode(), timeout=LONGEST)
        except subprocess.TimeoutExpired:
            raise TypesettingError(f"{template} took longer than {LONGEST} seconds") from None
    if process.returncode:
        raise TypesettingError(f"{template}: {errors.decode(errors='replace')[-2000:]}")
    return paper


def _collected(collect) -> dict:
    """What ``collect()`` gives. Looking for garbage among so many new objects took a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return collect()
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _started():
    """A process that waits for its task; whatever goes wrong here, it does not stay behind."""
    command = [sys.executable, "-m", "network_portal.typesetting_process"]
    with subprocess.Popen(  # noqa: S603 (a module of ours; what people wrote goes in as data)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=settings.BASE_DIR
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise
