"""Uploaded pictures: only what they show is kept."""

import secrets
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1600  # pixels
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000  # a camera takes half of it; a picture made to fill the memory far more
QUALITY = 82


def open_picture(file) -> Image.Image:
    """The picture in ``file``, not yet decoded. Raises ``ValidationError`` for one too large."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("This picture is too large: 10 MB are the most."), code="picture")
    file.seek(0)
    picture = Image.open(file, formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_("This picture has too many pixels. Please make it smaller."), code="picture")
    return picture


def reencoded(file) -> ContentFile:
    """The picture drawn anew as WebP, at most 1600 pixels long, without place, camera, date; its name is random.

    Raises ``ValidationError`` for what is no picture, a broken one or one too large.
    """
    try:
        picture = ImageOps.exif_transpose(open_picture(file))
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        picture = picture.convert(mode)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise ValidationError(_("Please choose a picture: JPEG, PNG or WebP."), code="picture") from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    # A new picture, since Pillow would carry profile and comments of the old one along.
    Image.frombytes(mode, picture.size, picture.tobytes()).save(drawn, "WEBP", quality=QUALITY)
    return ContentFile(drawn.getvalue(), name=f"{secrets.token_hex(8)}.webp")


def validate_picture(file):
    """Whether a newly chosen file is a picture we can draw anew; what is stored already has been."""
    if not getattr(file, "_committed", True):
        reencoded(file)


class PictureField(models.ImageField):
    """A picture that is drawn anew before it is stored. For migrations an ordinary field: the column holds a path."""

    default_validators = [*models.ImageField.default_validators, validate_picture]

    def pre_save(self, model_instance, add):
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            drawn = reencoded(file)
            file.save(drawn.name, drawn, save=False)
        return super().pre_save(model_instance, add)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ImageField", args, options
