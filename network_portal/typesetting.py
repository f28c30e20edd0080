"""Paper: a typst template and data become a PDF that screen readers can read. Open to all apps.

Texts of people reach typst as JSON only, never as source, so that none of them can break a page or read a file.
"""

import json
from functools import cache

import typst
from django.conf import settings
from django.utils import timezone
from font_source_sans_pro import font_directory

STANDARDS = ["a-2a", "ua-1"]  # accessible, and fit for an archive
TEMPLATES = settings.BASE_DIR / "templates"


@cache
def _fonts() -> typst.Fonts:
    """The font of the package and those in typst; none of the machine, so that every machine prints alike."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font_directory])


def pdf(template: str, data: dict, now=None) -> bytes:
    """The PDF of ``templates/<template>`` (a .typ file) with ``data`` as its ``json(bytes(sys.inputs.data))``.

    ``now`` (default: the clock) is the day it says it was made on. Raises ``typst.TypstError`` for a faulty template.
    """
    compiler = typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    now = int((now or timezone.now()).timestamp())
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=now)
