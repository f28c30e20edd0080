import re
import struct
import zlib

import pytest

from network_portal.packing import ENTRY, PACKED, WHOLE, packed
from network_portal.typesetting import TEMPLATES
from network_portal.typesetting_process import compiled, compiler_of
from tests.offers.paper.papers import faults


@pytest.fixture(scope="module")
def paper():
    """As typst writes it, with texts that look like parts of a file."""
    compiler = compiler_of(f"{TEMPLATES}/print/characters.typ", str(TEMPLATES))
    texts = ["endobj\nxref\n0 3\n", "\nendstream\nendobj\n", "Größe"] * 150
    return compiled(compiler, {"texts": texts}, {"kind": "pdf", "now": 0})


def objects_in_the_open(paper) -> dict[int, bytes]:
    starts = [int(row) for row in re.findall(rb"\n(\d{10}) 00000 n", paper)]
    ends = dict(zip(sorted(starts), [*sorted(starts)[1:], paper.rindex(b"xref\n0 ")], strict=True))
    return {number: paper[start : ends[start]] for number, start in enumerate(starts, start=1)}


def stream_at(paper, place) -> bytes:
    head = re.compile(rb"/Length (\d+)>>\nstream\n").search(paper, place)
    return zlib.decompress(paper[head.end() : head.end() + int(head[1])])


def objects_packed(paper) -> dict[int, bytes]:
    """What a reader finds by the table of a packed file."""
    table = stream_at(paper, int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", paper)[1]))
    entries = dict(enumerate(struct.iter_unpack(ENTRY.format, table)))
    ends = sorted(place for kind, place, _at in entries.values() if kind == WHOLE)
    found = {}
    for number, (kind, place, at) in entries.items():
        if kind == WHOLE:
            found[number] = paper[place : next((end for end in ends if end > place), None)]
        elif kind == PACKED:
            start = entries[place][1]
            first = int(re.compile(rb"/First (\d+)").search(paper, start)[1])
            content = stream_at(paper, start)
            places = [*map(int, content[:first].split()[1::2]), None]
            end = places[at + 1]
            body = content[first + places[at] : end and first + end]
            found[number] = b"%d 0 obj\n%sendobj\n" % (number, body)
    return found


def test_packed_paper_holds_the_same_objects_and_is_smaller(paper):
    small = packed(paper)
    before, after = objects_in_the_open(paper), objects_packed(small)
    assert {number: after[number] for number in before} == before
    assert len(small) < len(paper) / 2
    assert faults(small) == []


def test_packed_leaves_what_typst_did_not_write_as_it_is(paper):
    other = with_blank_lines(paper)
    assert (packed(other), packed(b"%PDF-1.4\nxref\nno table")) == (other, b"%PDF-1.4\nxref\nno table")


def with_blank_lines(paper):
    """The same document with a blank line after each object, and a table that says so."""
    head, _xref, table = paper.rpartition(b"\nxref\n")
    starts = [int(row) for row in re.findall(rb"(\d{10}) 00000 n", table)]
    order = {start: place for place, start in enumerate(sorted(starts))}
    body = head.replace(b"\nendobj\n", b"\nendobj\n\n")
    table = re.sub(rb"(\d{10}) 00000 n", lambda row: b"%010d 00000 n" % (int(row[1]) + order[int(row[1])]), table)
    return body + b"\nxref\n" + table
