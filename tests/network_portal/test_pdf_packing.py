import pytest

from network_portal import typesetting_process
from network_portal.pdf_packing import PER_STREAM, packed
from tests.offers.paper.papers import faults, page_count

LINES = "".join(
    f'= Titel {n}\nText mit #link("https://example.org/{n}")[Adresse {n}].\n#pagebreak(weak: true)\n' for n in range(90)
)


@pytest.fixture
def plain(tmp_path):
    """A document of ninety pages as typst writes it."""
    (tmp_path / "x.typ").write_text(f'#set document(title: "x")\n#set text(lang: "de")\n{LINES}')
    compiler = typesetting_process.compiler_of(str(tmp_path / "x.typ"), str(tmp_path))
    return typesetting_process.compiled(compiler, {}, {"kind": "pdf", "now": 0})


def test_packed_document_is_whole_accessible_and_small(plain):
    small = packed(plain)
    assert (page_count(plain), page_count(small), faults(small)) == (90, 90, [])
    assert len(small) < len(plain) / 2
    assert small.count(b"/Type/ObjStm") == -(-plain.count(b" 0 obj\n") // PER_STREAM)
    assert packed(plain) == small


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.7\ntrailer", b"trailer\n<</Size 1>>\nstartxref\n0\n%%EOF"])
def test_document_of_another_make_is_refused(spoilt):
    with pytest.raises(ValueError, match=r"typst|not found"):
        packed(spoilt)
