"""Static files: the style sheet is written in many files, and fetched as one."""

import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);\n?')
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


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, and one style sheet instead of one per layer."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            self.join_style_sheets(paths)
        yield from super().post_process(paths, dry_run, **options)

    def join_style_sheets(self, paths):
        """Write the joined style sheets over their collected copies, always anew from the sources."""

        def read(path):
            storage, name = paths[path]
            with storage.open(name) as file:
                return file.read().decode()

        for path in [path for path in paths if path.endswith(".css") and IMPORT.search(read(path))]:
            css = squeezed(inlined(read(path), PurePosixPath(path).parent, read))
            self.delete(path)
            self._save(path, ContentFile(css.encode()))
            paths[path] = (self, path)
