"""What is done with a cell that cannot be read: the row is refused, or a remark made."""

from django.utils.translation import gettext as _

from offers.importing.cells import filled
from offers.importing.problems import UnreadableCell
from offers.importing.table import Row
from offers.models import Offer


class CellReader:
    """Reads cells of one row, each as strictly as it has to be."""

    def __init__(self, row: Row):
        self.row = row
        self.extra = []  # paragraphs for the description, so that no word of the file is lost

    def must(self, column: str, read, otherwise):
        """What the cell says; the row is refused where that cannot be told."""
        try:
            return read(self.row.cells[column])
        except UnreadableCell as error:
            self.row.refuse(column, str(error))
            return otherwise

    def may(self, column: str, read, otherwise, *, keep: bool = False):
        """What the cell says; a remark where that cannot be told. ``keep``: its words then go to the description."""
        text = filled(self.row.cells[column])
        try:
            return read(text)
        except UnreadableCell as error:
            self.row.remark(column, _("%(reason)s It was left out.") % {"reason": error})
            if keep:
                self.row.remarks.pop()
                self.row.remark(column, _("%(reason)s It stands in the description now.") % {"reason": error})
                self.extra.append(text)
            return otherwise

    def short_text(self, name: str, text: str) -> str:
        """The text as long as the column takes it; what is longer goes to the description as a whole."""
        limit = Offer._meta.get_field(name).max_length
        if len(text) <= limit:
            return text
        column = {"title": "offer_title", "cost_text": "cost"}.get(name, name)
        self.row.remark(
            column,
            _("The text is longer than %(limit)d characters; it was cut and stands in the description as a whole.")
            % {"limit": limit},
        )
        self.extra.append(text)
        whole_words = text[:limit].rpartition(" ")[0].rstrip(" ,;–-")
        return f"{whole_words or text[: limit - 1]}…"
