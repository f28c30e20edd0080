"""A PDF in a third of its bytes: what typst writes in the open (links, what is read out) is packed.

Objects go into object streams, and the table of where they are into a stream of its own (ISO 32000-1, 7.5.7 and 7.5.8).
Only for files as typst writes them, with one table that leaves no number out. Programs for any file, which must
read each object, take five times as long. Pure functions.
"""

import re
import struct
import zlib
from operator import itemgetter

TABLE = re.compile(rb"\nxref\n0 \d+\n0{10} 65535 f\r\n((?:\d{10} 00000 n\r\n)+)trailer\n<</Size \d+(.*)>>\nstartxref\n")
STREAM_END = b"\nendstream\nendobj\n"
TOGETHER = 200  # objects in a stream: who reads one unpacks them all
ENTRY = struct.Struct(">BIH")  # of the new table: kind, place of a whole object or number of its stream, place in there
NOTHING, WHOLE, PACKED = range(3)


def packed(paper: bytes) -> bytes:
    """The same document, smaller; what is not written as typst does it stays as it is."""
    table = TABLE.search(paper, max(paper.rfind(b"\nxref\n"), 0))
    if not table:
        return paper
    starts = [int(row[:10]) for row in table[1].splitlines()]
    order = sorted(enumerate(starts, start=1), key=itemgetter(1))
    ends = [*(start for _number, start in order[1:]), table.start() + 1]
    objects = [(number, paper[start:end]) for (number, start), end in zip(order, ends, strict=True)]
    if not all(body.startswith(b"%d 0 obj\n" % number) and body.endswith(b"\nendobj\n") for number, body in objects):
        return paper
    whole = [(number, body) for number, body in objects if body.endswith(STREAM_END)]
    loose = [(number, body) for number, body in objects if not body.endswith(STREAM_END)]
    entries = {0: (NOTHING, 0, 65535)}
    for stream, first in enumerate(range(0, len(loose), TOGETHER), start=len(starts) + 1):
        group = loose[first : first + TOGETHER]
        whole.append((stream, _object_stream(stream, group)))
        entries |= {number: (PACKED, stream, at) for at, (number, _body) in enumerate(group)}
    return _file(paper[: order[0][1]], whole, entries, table[2])


def _object_stream(stream: int, group) -> bytes:
    places, bodies, place = [], [], 0
    for number, body in group:
        places.append(b"%d %d " % (number, place))
        bodies.append(body.partition(b" obj\n")[2].removesuffix(b"endobj\n"))
        place += len(bodies[-1])
    head = b"".join(places)
    return _stream(stream, b"/Type/ObjStm/N %d/First %d" % (len(group), len(head)), head + b"".join(bodies))


def _file(head: bytes, objects, entries, trailer: bytes) -> bytes:
    parts, place = [head], len(head)
    for number, body in objects:
        entries[number] = (WHOLE, place, 0)
        parts.append(body)
        place += len(body)
    last = len(entries)
    entries[last] = (WHOLE, place, 0)
    rows = b"".join(ENTRY.pack(*entries[number]) for number in range(last + 1))
    table = _stream(last, b"/Type/XRef/Size %d/W[1 4 2]%s" % (last + 1, trailer), rows)
    return b"".join([*parts, table, b"startxref\n%d\n%%%%EOF\n" % place])


def _stream(number: int, words: bytes, content: bytes) -> bytes:
    content = zlib.compress(content)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, words, len(content))
    return head + content + STREAM_END
