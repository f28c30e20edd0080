"""Uploaded pictures: what of them is kept."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from partners.images import reencoded
from tests.factories import make_partner


def picture(size=(40, 30), kind="JPEG", mode="RGB", **options):
    """A file with a picture of one colour."""
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return ContentFile(file.getvalue(), name="Familie Beispiel vor dem Haus.jpg")


def opened(file):
    file.seek(0)
    return Image.open(file)


def test_reencoded_makes_large_pictures_smaller_and_keeps_their_shape():
    assert opened(reencoded(picture((3200, 1600)))).size == (1600, 800)


def test_reencoded_leaves_small_pictures_as_small_as_they_are():
    assert opened(reencoded(picture((40, 30)))).size == (40, 30)


def test_reencoded_forgets_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Familie Beispiel"
    exif.get_ifd(0x8825)[1] = "N"
    drawn = reencoded(picture(exif=exif, comment=b"Familie Beispiel"))
    assert dict(opened(drawn).getexif()) == {}
    assert drawn.read().count(b"Beispiel") == 0


def test_reencoded_turns_a_picture_the_way_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: to be turned by a quarter
    assert opened(reencoded(picture((40, 30), exif=exif))).size == (30, 40)


def test_reencoded_names_are_random_and_say_nothing():
    one, other = reencoded(picture()).name, reencoded(picture()).name
    assert one != other
    assert (len(one), one[-5:]) == (21, ".webp")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_reencoded_keeps_what_is_transparent(kind):
    assert opened(reencoded(picture(kind=kind, mode="RGBA"))).mode == "RGBA"


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", picture().read()[:200], b"\xff\xd8\xff" + b"x" * 99],
    ids=["empty", "drawing with scripts", "other format", "cut off", "no picture at all"],
)
def test_reencoded_refuses_what_is_no_picture(content):
    with pytest.raises(ValidationError):
        reencoded(ContentFile(content, name="x.jpg"))


def test_reencoded_refuses_a_picture_made_to_fill_the_memory():
    with pytest.raises(ValidationError):
        reencoded(picture((10_000, 6_000), kind="PNG", mode="1"))


@pytest.mark.django_db
def test_partner_stores_the_picture_drawn_anew():
    partner = make_partner(logo=picture())
    partner.refresh_from_db()
    with partner.logo.open() as file:
        assert (partner.logo.name[:6], Image.open(file).format) == ("logos/", "WEBP")


@pytest.mark.django_db
def test_partner_saved_again_keeps_its_picture():
    partner = make_partner(logo=picture())
    name = partner.logo.name
    partner.save()
    assert partner.logo.name == name


@pytest.mark.django_db
def test_partner_with_something_else_than_a_picture_is_told_so():
    partner = make_partner()
    partner.logo = ContentFile(b"no picture", name="x.png")
    with pytest.raises(ValidationError) as refused:
        partner.full_clean()
    assert list(refused.value.message_dict) == ["logo"]
