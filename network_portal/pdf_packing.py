"""A PDF in a third of the bytes: what typst writes in the open (links, what is read out) goes into packed streams.

Object streams and cross-reference streams are part of PDF since 1.5 and of PDF/A-2 (ISO 32000-1, 7.5.7 and 7.5.8). Pure
functions; they read what typst writes, not any PDF.
"""

import re
import struct
import zlib

PER_STREAM = 200  # objects; to read one of them, the whole stream is unpacked
END = re.compile(rb"trailer\n<<(/Size \d+)(.*)>>\nstartxref\n(\d+)\n%%EOF\s*", re.DOTALL)
TABLE = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20  # bytes of a line in the table
OBJECT = re.compile(rb"\d+ 0 obj\n(.*)\nendobj\s*", re.DOTALL)
# A line of the new table: 0 free, 1 at a place in the file, 2 in a stream; the place, or the stream; the place in it.
LINE = struct.Struct(">BIH")


def packed(pdf: bytes) -> bytes:
    """The same document, smaller. Raises ``ValueError`` where it is not built as typst does it."""
    end = END.fullmatch(pdf, pdf.rindex(b"trailer"))
    table = end and TABLE.match(pdf, int(end[3]))
    if not table:
        raise ValueError("this PDF does not end as those of typst do")
    head, objects = _read(pdf, table)
    file, lines = bytearray(head), {0: LINE.pack(0, 0, 0xFFFF)}

    def write(number, body):
        lines[number] = LINE.pack(1, len(file), 0)
        file.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    plain = []
    for number, body in objects.items():
        if body.endswith(b"endstream"):
            write(number, body)
        else:
            plain.append(number)
    total = len(objects) + 1
    for first in range(0, len(plain), PER_STREAM):
        group = plain[first : first + PER_STREAM]
        lines |= {number: LINE.pack(2, total, at) for at, number in enumerate(group)}
        write(total, _object_stream({number: objects[number] for number in group}))
        total += 1
    start = len(file)
    lines[total] = LINE.pack(1, start, 0)
    about = b"/Type/XRef/Size %d/W[1 4 2]%b" % (total + 1, end[2])
    write(total, _stream(about, b"".join(lines[number] for number in range(total + 1))))
    return bytes(file) + b"startxref\n%d\n%%%%EOF" % start


def _read(pdf: bytes, table: re.Match) -> tuple[bytes, dict[int, bytes]]:
    """What stands before the objects, and the objects by number."""
    lines = range(table.end() + ENTRY, table.end() + ENTRY * int(table[1]), ENTRY)
    places = [int(pdf[line : line + 10]) for line in lines]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table.start()], strict=True))
    found = {n: OBJECT.fullmatch(pdf, place, ends[place])[1] for n, place in enumerate(places, start=1)}
    return pdf[: min(places)], found


def _object_stream(objects: dict[int, bytes]) -> bytes:
    """Objects one after the other, behind a list of their numbers and places."""
    numbers, place = [], 0
    for number, body in objects.items():
        numbers.append(b"%d %d" % (number, place))
        place += len(body) + 1
    index = b" ".join(numbers) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(index)), index + b"\n".join(objects.values()))


def _stream(about: bytes, content: bytes) -> bytes:
    content = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (about, len(content), content)
