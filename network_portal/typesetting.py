"""Paper: a typst template and data become a PDF that screen readers can read. Open to all apps.

Texts of people reach typst as JSON only, never as source, so that none of them can break a page or read a file. Signs
that no font here can show are taken out first (``printable.py``), for one of them would stop the whole print.

Each print is made by a process of its own (``typesetting_process.py``): typst keeps what it has laid out, some hundred
megabytes for a brochure, for as long as the process lives.
"""

import json
import subprocess
import sys

from django.conf import settings
from django.utils import timezone

TEMPLATES = settings.BASE_DIR / "templates"
LONGEST = 120  # seconds; even on a busy machine the longest brochure takes less


class TypesettingError(RuntimeError):
    """No paper came of it: a faulty template, or it took too long. The message is for those who run the portal."""


def pdf(template: str, data: dict, now=None) -> bytes:
    """The PDF of ``templates/<template>`` (a .typ file) with ``data`` as its ``json(bytes(sys.inputs.data))``.

    ``now`` (default: the clock) is the day it says it was made on; the same data and moment give the same bytes. Raises
    ``TypesettingError``.
    """
    return typeset(template, data, now, "pdf")


def typeset(template: str, data: dict, now=None, kind="pdf", ppi=80) -> bytes:
    """As ``pdf``; the kind “png” gives the pages as pictures, one after the other, for looking at."""
    task = {
        "template": str(TEMPLATES / template), "root": str(TEMPLATES), "kind": kind, "ppi": ppi,
        "now": int((now or timezone.now()).timestamp()), "data": data,
    }  # fmt: skip
    command = [sys.executable, "-m", "network_portal.typesetting_process"]
    try:
        done = subprocess.run(  # noqa: S603 (a module of ours; what people wrote goes in as data)
            command, input=json.dumps(task).encode(), capture_output=True, timeout=LONGEST, cwd=settings.BASE_DIR,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TypesettingError(f"{template} took longer than {LONGEST} seconds") from None
    if done.returncode:
        raise TypesettingError(f"{template}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout
