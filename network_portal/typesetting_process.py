"""A process that sets one paper and ends: takes a task as JSON, gives the PDF. It knows nothing of Django.

usage: python -m network_portal.typesetting_process < TASK > PDF
"""

import contextlib
import json
import os
import signal
import sys
from functools import cache

import typst
from font_source_sans_pro import font_directory

from network_portal.packing import packed
from network_portal.printable import breakable, changed_texts, only_usual, printable

STANDARDS = ["a-2a", "ua-1"]  # accessible, and fit for an archive
LONGEST = 180  # seconds; those who wait end it before
LONGEST_WORD, LONGEST_WORD_LARGE = 26, 18  # letters that fit into the narrowest column, usual and large
GENTLE = 5  # those who wait for a page go first


def main():
    with contextlib.suppress(OSError):
        os.nice(GENTLE)
    task = json.load(sys.stdin.buffer)  # ends with those who write it
    signal.alarm(LONGEST)  # also where nobody is left to end it
    sys.stdout.buffer.write(typeset(task))


def typeset(task: dict) -> bytes:
    """The paper that ``task`` describes; see ``typesetting.typeset``."""
    compiler = compiler_of(task["template"], task["root"])
    data = printable(task["data"], lambda texts: _can_print(texts, task["root"]))
    try:
        paper = compiled(compiler, data, task)
    except typst.TypstError:
        # Signs that print alone may fail in company. Rather a poorer text than no paper.
        paper = compiled(compiler, changed_texts(data, only_usual), task)
    return packed(paper) if task["kind"] == "pdf" else paper


def compiler_of(template: str, root: str) -> typst.Compiler:
    return typst.Compiler(template, root=root, font_paths=fonts(), ignore_system_fonts=True)


@cache
def fonts() -> typst.Fonts:
    """Those of the package and of typst, none of the machine, so that every machine prints alike."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font_directory])


def compiled(compiler, data, task) -> bytes:
    longest = LONGEST_WORD_LARGE if data.get("large") else LONGEST_WORD
    inputs = {"data": json.dumps(breakable(data, longest), ensure_ascii=False)}
    if task["kind"] == "pdf":
        return compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=task["now"]
        )  # fmt: skip
    pages = compiler.compile(format="png", ppi=task["ppi"], sys_inputs=inputs)
    return b"".join(pages) if isinstance(pages, list) else pages


def _can_print(texts: list[str], root: str) -> bool:
    """Whether every sign in ``texts`` is in one of the fonts; takes some milliseconds."""
    compiler = compiler_of(f"{root}/print/characters.typ", root)
    try:
        compiled(compiler, {"texts": texts}, {"kind": "pdf", "now": 0})
    except typst.TypstError:
        return False
    return True


if __name__ == "__main__":
    main()
