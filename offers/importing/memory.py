"""What earlier imports have said and made, so that rows find their partner, places and contacts again.

A person may have renamed a partner or moved a place since; the names of the file still lead there.
"""

from collections import defaultdict

from offers.models import ImportedRow
from partners.text import name_key


class Memory:
    """All rows ever imported, of this source and of others. One query."""

    def __init__(self, source: str):
        self.rows: dict[str, ImportedRow] = {}  # of this source, by their names in the file
        self.partners: dict[str, int] = {}
        self.said_of_partner: dict[int, dict[str, str]] = {}  # what a file has said last
        self.sites: dict[tuple, int] = {}  # (partner, key of the site) -> location
        self.contacts: dict[tuple, int] = {}  # (partner, key of the channels) -> contact
        self._elsewhere = defaultdict(list)
        for row in ImportedRow.objects.order_by("pk"):
            if row.source == source:
                self.rows[row.row_id] = row
            else:
                self._elsewhere[row.row_id].append(row)
            self._learn(row.values.get("known", {}))

    def _learn(self, known: dict):
        partner = known.get("partner")
        if not partner:
            return
        self.partners[partner[0]] = partner[1]
        self.said_of_partner[partner[1]] = known.get("of_partner", {})
        for key, pk in known.get("sites", []):
            self.sites[partner[1], tuple(key)] = pk
        for key, pk in known.get("contacts", []):
            self.contacts[partner[1], tuple(key)] = pk

    def of_another_source(self, row_id: str, partner_name: str, title: str) -> ImportedRow | None:
        """The same row of the same offer under another name of the file, such as “offers (2).csv”."""
        wanted = name_key(partner_name), name_key(title)
        for row in self._elsewhere.get(row_id, []):
            cells = row.values.get("cells", {})
            if (name_key(cells.get("partner_name", "")), name_key(cells.get("offer_title", ""))) == wanted:
                return row
        return None
