"""Reading and storing files of postcodes."""

import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partners.models import Municipality, Postcode
from partners.place_files import read_places, store_places

HEAD = "postcode,place,district,district_code,land,lat,lon\n"
FINSTERWALDE = "03238,Finsterwalde,Landkreis Elbe-Elster,12062,Brandenburg,51.6339,13.7066\n"


def write(tmp_path, rows, name="places.csv"):
    path = tmp_path / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_read_places_takes_gzipped_files(tmp_path):
    path = tmp_path / "places.csv.gz"
    path.write_bytes(gzip.compress((HEAD + FINSTERWALDE).encode()))
    assert [row["place"] for row in read_places(path).places] == ["Finsterwalde"]


@pytest.mark.parametrize(
    "row",
    [
        "01057,Eine Versicherung,Kreisfreie Stadt Dresden,14612,Saxony,51.0456,13.7387\n",
        "10108,Irgendwer,Berlin,11000,Land Berlin,52.5,13.4\n",
        "03039,Agentur für Arbeit Cottbus,Kreisfreie Stadt Cottbus,12052,Brandenburg,51.7,14.3\n",
        "20348,Landgericht Hamburg,Hamburg,02000,Hamburg,53.5,10.0\n",
    ],
)
def test_read_places_leaves_out_large_receivers(tmp_path, row):
    found = read_places(write(tmp_path, FINSTERWALDE + row))
    assert ([place["place"] for place in found.places], found.receivers, found.problems) == (["Finsterwalde"], 1, [])


def test_read_places_knows_receivers_by_the_second_spelling_of_a_district(tmp_path):
    towns = '50667,Köln,"Köln, Stadt",05315,Nordrhein-Westfalen,50.9,6.9\n'
    receivers = "50600,Irgendein Haus,Kreisfreie Stadt Köln,05315,Nordrhein-Westfalen,50.9,6.9\n"
    found = read_places(write(tmp_path, towns + receivers))
    assert ([place["place"] for place in found.places], found.receivers) == (["Köln"], 1)


def test_read_places_keeps_towns_named_like_organisations(tmp_path):
    rows = (
        "63589,Linsengericht,Main-Kinzig-Kreis,06435,Hessen,50.1,9.2\n"
        "01829,Stadt Wehlen,Landkreis Pirna,14628,Sachsen,50.9,14.0\n"
    )
    assert [place["place"] for place in read_places(write(tmp_path, rows)).places] == ["Linsengericht", "Stadt Wehlen"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("3238,A,B,1,Brandenburg,51,13\n", "“3238” is not a German postcode of five digits."),
        ("03238,,B,1,Brandenburg,51,13\n", "The name of the place or of its district is missing."),
        ("03238,A,B,1,Tirol,51,13\n", "“Tirol” is not a German Land."),
        ("03238,A,B,1,Brandenburg,951,13\n", "The coordinates cannot be read."),
        ("03238,A,B,1,Brandenburg,NaN,13\n", "The coordinates cannot be read."),
        ("03238,A\n", "The name of the place or of its district is missing."),
    ],
)
def test_read_places_names_the_line_of_a_bad_row(tmp_path, row, problem):
    assert read_places(write(tmp_path, FINSTERWALDE + row)).problems == [f"line 3: {problem}"]


def test_read_places_wants_its_columns(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("postcode,place\n03238,Finsterwalde\n")
    with pytest.raises(ValueError, match=r"places.csv has no column district, district_code, land, lat, lon\."):
        read_places(path)


@pytest.mark.django_db
def test_store_places_changes_nothing_the_second_time(tmp_path):
    rows = FINSTERWALDE + FINSTERWALDE.replace("03238", "03239").replace("51.6339", "51.6341")
    places = read_places(write(tmp_path, rows)).places
    assert store_places(places, region="12062") == {"towns": 1, "postcodes": 2}
    Municipality.objects.update(name="Finsterwalde", latitude="51.0000")
    assert store_places(places, region="12062") == {"towns": 0, "postcodes": 0}
    assert list(Municipality.objects.values_list("name", "in_region", "latitude")) == [("Finsterwalde", True, 51)]


@pytest.mark.django_db
def test_store_places_puts_a_town_in_the_middle_of_its_postcodes(tmp_path):
    rows = FINSTERWALDE + FINSTERWALDE.replace("03238", "03239").replace("51.6339", "51.6341")
    store_places(read_places(write(tmp_path, rows)).places)
    assert str(Municipality.objects.get().latitude) == "51.6340"


@pytest.mark.django_db
def test_load_places_says_what_it_did(tmp_path):
    out, errors = StringIO(), StringIO()
    path = write(tmp_path, FINSTERWALDE + "x,A,B,1,Brandenburg,51,13\n")
    call_command("load_places", path, stdout=out, stderr=errors)
    assert errors.getvalue() == "places.csv, line 3: “x” is not a German postcode of five digits.\n"
    assert out.getvalue() == (
        "1 places and 1 postcodes added; 0 postcodes of large receivers left out; 1 rows not taken.\n"
    )
    assert Postcode.objects.get().code == "03238"


def test_load_places_says_when_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_places", tmp_path / "missing.csv")
