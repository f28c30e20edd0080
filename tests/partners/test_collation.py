import pytest

from partners.collation import DIGITS, OTHER, german_key, letter_of


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Agentur für Arbeit", "A"),
        ("Ärztehaus", "A"),
        ("öffentliche Bücherei", "O"),
        ("„Kleine Elster“", "K"),
        ("Łódź-Treff", "L"),
        ("24-Stunden-Kita", DIGITS),
        ("Ясли", OTHER),
        ("…", OTHER),
    ],
)
def test_letter_of_a_word(text, letter):
    assert letter_of(text) == letter


def test_german_key_sorts_umlauts_with_their_vowels_and_eszett_as_ss():
    words = ["Zebra", "Strasse b", "Straße a", "Apfel", "Äpfel", "Ananas", "Azubi"]
    assert sorted(words, key=german_key) == ["Ananas", "Apfel", "Äpfel", "Azubi", "Straße a", "Strasse b", "Zebra"]
