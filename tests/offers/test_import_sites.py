"""Addresses: several in a cell, abbreviated, with the way to the door."""

import pytest

from offers.importing.problems import UnreadableCell
from offers.importing.sites import Site, read_sites, street_key


@pytest.mark.parametrize(
    ("street", "postcode", "town", "sites"),
    [
        ("Hauptstr. 1", "03238", "Finsterwalde", [Site("Hauptstr. 1", "03238", "Finsterwalde")]),
        ("Hauptstr. 1a; Am Markt 2", "03238", "Finsterwalde",
         [Site("Hauptstr. 1a", "03238", "Finsterwalde"), Site("Am Markt 2", "03238", "Finsterwalde")]),
        ("Hauptstr. 1 und Am Markt 2", "03238; 04916", "Finsterwalde; Herzberg",
         [Site("Hauptstr. 1", "03238", "Finsterwalde"), Site("Am Markt 2", "04916", "Herzberg")]),
        ("Alter Ring / Neuer Ring (hinter dem Bad)", "", "", [Site("Alter Ring / Neuer Ring (hinter dem Bad)")]),
        ("Hauptstr. 1/2", "", "", [Site("Hauptstr. 1/2")]),
        ("Hauptstr. 1, Hinterhaus, 2. Etage", "", "", [Site("Hauptstr. 1", directions="Hinterhaus, 2. Etage")]),
        ("Hauptstr. 1 (im Hof)", "", "", [Site("Hauptstr. 1", directions="im Hof")]),
        ("Hauptstr. 1 – Eingang Gasse", "", "", [Site("Hauptstr. 1", directions="Eingang Gasse")]),
        ("", "1067", "", [Site("", "01067")]),
        ("", "D-01067 Dresden", "", [Site("", "01067", "Dresden")]),
        ("", "", "Herzberg", [Site(town="Herzberg")]),
        ("-", "", "k.A.", []),
    ],
)  # fmt: skip
def test_read_sites_finds_every_site(street, postcode, town, sites):
    assert [site for site in read_sites(street, postcode, town) if site != Site()] == sites


@pytest.mark.parametrize(
    ("street", "postcode", "town"),
    [("", "123", ""), ("", "123456", ""), ("", "SW1A 1AA", ""), ("A 1; B 2; C 3", "", "Eins; Zwei")],
)
def test_read_sites_refuses_what_does_not_fit(street, postcode, town):
    with pytest.raises(UnreadableCell):
        read_sites(street, postcode, town)


@pytest.mark.parametrize(
    "street", ["Schweriner Str.27", "schweriner strasse 27", "Schweriner  Straße 27 ", "SCHWERINER STRASSE 27"]
)
def test_street_key_is_one_for_all_abbreviations(street):
    assert street_key(street) == "schwerinerstr27"
