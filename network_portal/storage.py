"""Static files: the style sheet and the script of a page are written in many files, and fetched as one each."""

import re
import zlib
from functools import lru_cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);\n?')
SCRIPT = re.compile(r'^import "\./(?P<path>[^"]+)";$', re.MULTILINE)
MODULE = re.compile(r"^(import|export)\b", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")


def squeezed(css: str) -> str:
    """The style sheet without comments and line breaks."""
    return SPACE.sub("\n", COMMENT.sub("", css)).strip() + "\n"


def inlined(css: str, folder: PurePosixPath, read) -> str:
    """``css`` with every ``@import url("…") layer(…);`` replaced by the file; ``read`` returns the text of a path.

    Raises ``ValueError`` for a file that points to further files, since its addresses would no longer be right.
    """

    def layer(match):
        path = str(folder / match["path"])
        text = read(path)
        if "url(" in text:
            raise ValueError(f"{path} must not hold url(…): it becomes part of another file.")
        return f"@layer {match['layer']} {{\n{text}}}\n"

    return IMPORT.sub(layer, css)


def joined_style_sheet() -> str:
    """``css/portal.css`` with all it imports; read once, or each time while somebody works on it (DEBUG)."""
    return _style_sheet() if settings.DEBUG else _kept_style_sheet()


def _style_sheet():
    def read(path):
        return Path(finders.find(path)).read_text(encoding="utf-8")

    return squeezed(inlined(read("css/portal.css"), PurePosixPath("css"), read))


_kept_style_sheet = lru_cache(maxsize=1)(_style_sheet)


def version_of(colour: str) -> str:
    """What tells the style sheet in this colour (``#rrggbb``) apart from other and earlier ones."""
    return f"{colour.removeprefix('#')}-{zlib.crc32(joined_style_sheet().encode()):08x}"


def joined(script: str, folder: PurePosixPath, read) -> str:
    """``script`` with every ``import "./…";`` replaced by the file, in braces that keep its names to itself.

    Raises ``ValueError`` for a file that imports or exports in its turn: that needs a module of its own.
    """

    def block(match):
        path = str(folder / match["path"])
        text = read(path)
        if MODULE.search(text):
            raise ValueError(f"{path} must neither import nor export: it becomes part of another file.")
        return f"{{\n{text}}}"

    return SCRIPT.sub(block, script)


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, one style sheet instead of one per layer, one script for a page."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            self.join_files(paths)
        yield from super().post_process(paths, dry_run, **options)

    def join_files(self, paths):
        """Write the joined files over their collected copies, always anew from the sources."""

        def read(path):
            storage, name = paths[path]
            with storage.open(name) as file:
                return file.read().decode()

        def write(path, text):
            self.delete(path)
            self._save(path, ContentFile(text.encode()))
            paths[path] = (self, path)

        for path in [path for path in paths if path.endswith(".css") and IMPORT.search(read(path))]:
            write(path, squeezed(inlined(read(path), PurePosixPath(path).parent, read)))
        for path in [path for path in paths if path.startswith("js/") and SCRIPT.search(read(path))]:
            write(path, joined(read(path), PurePosixPath(path).parent, read))
