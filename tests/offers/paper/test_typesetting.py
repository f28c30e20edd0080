import unicodedata

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network_portal.printable import INSTEAD, USUAL, breakable, only_usual, printable, tidied
from network_portal.typesetting import TypesettingError, pdf
from tests.offers.paper.papers import faults

SIGNS = "print/characters.typ"
BREAKERS = [
    "#panic[x]", "\\", "<label>", "@ref", "$x", "`", "*_/", "#import x", "]", "{{ x }}", "{% x %}", "= Titel", "- x",
    "x" * 2_000, "", " ", "\n\n", "\x00\x01\x7f", "\u202eabc", "\ufeff", "\ue000", "\uffff", "\U0001f468\u200d",
    "a" + "\u0301" * 40, "http://example.org/#panic()", "\u2028", "\u200b" * 50, "\ufe0f", "العربية", "עברית", "中文",
]  # fmt: skip


def can_print_latin(texts):
    return all(ord(letter) < 0x250 for text in texts for letter in text)


def test_usual_letters_are_in_the_font():
    ranges = [chr(code) for code in range(0x20, 0x180) if only_usual(chr(code)) == chr(code)]
    assert faults(pdf(SIGNS, {"texts": ["".join(ranges), INSTEAD]})) == []
    assert "€" in USUAL


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Müller & Söhne – 12,50 €", "Müller & Söhne – 12,50 €"),
        ("Mu\u0308ller", "Müller"),
        ("a\u202eb\x00c\ufeff", "abc"),
        ("eins\r\nzwei\u2028drei\tvier", "eins\nzwei\ndrei vier"),
    ],
)
def test_tidied_keeps_letters_and_drops_what_nobody_sees(typed, shown):
    assert tidied(typed) == shown


def test_printable_replaces_runs_of_strange_letters_and_drops_pictures():
    data = {"title": ["中文 und 😀 Spaß", 5, None], "plain": "bleibt"}
    assert printable(data, can_print_latin) == {"title": ["□ und  Spaß", 5, None], "plain": "bleibt"}


def test_breakable_cuts_long_words_and_addresses_but_no_pictures():
    data = {"title": "Rad fahren-lernen", "shown": "ein.example.org/x", "chart": "\n<svg d='abcde'/>", "count": 3}
    cut = {"title": "Rad fahr|en-lern|en", "shown": "ein.|exam|ple.|org/|x"}
    assert breakable(data, 4) == data | {name: text.replace("|", "\u200b") for name, text in cut.items()}


def test_names_of_other_alphabets_stay_as_they_are():
    names = ["Олена Київ", "محمد", "Nguyễn Thị Hồng", "Şükrü Ğ ı İ", "Łódź ąęść", "שלום"]
    kept = []

    def can_print(texts):
        kept.extend(texts)
        pdf(SIGNS, {"texts": texts})
        return True

    assert printable(names, can_print) == [unicodedata.normalize("NFC", name) for name in names]
    assert kept


@given(st.lists(st.text(max_size=60) | st.sampled_from(BREAKERS), min_size=1, max_size=30))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pdf_comes_of_any_text(texts):
    assert pdf(SIGNS, {"texts": texts}).startswith(b"%PDF-1.7")


def test_pdf_of_a_faulty_template_says_what_is_wrong():
    with pytest.raises(TypesettingError, match="does not contain key"):
        pdf("print/leaflet.typ", {})


def test_pdf_is_the_same_for_the_same_data_and_moment():
    now = timezone.now()
    assert pdf(SIGNS, {"texts": ["gleich"]}, now) == pdf(SIGNS, {"texts": ["gleich"]}, now)
