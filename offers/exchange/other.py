"""Tables that are not the portal's own form, for coordinators: through ``offers.importing``."""

from offers.exchange.tables import Sheet
from offers.importing import Options, import_offers
from offers.importing.columns import REQUIRED, column_key
from offers.importing.run import LONGEST_SOURCE


def is_other_table(sheet: Sheet) -> bool:
    """Whether the file has the columns that ``import_offers`` needs."""
    return set(REQUIRED) <= {column_key(name) for name in sheet.header}


def other_preview(sheet: Sheet, file_name: str):
    """The report of a trial, and what the button needs to do the same in earnest."""
    source = file_name.rpartition("/")[2].rpartition(".")[0].strip()[:LONGEST_SOURCE] or "import"
    kept = {"text": sheet.as_csv().decode(), "source": source}
    return import_offers(kept["text"].encode(), Options(source, skip_bad_rows=True, dry_run=True, as_draft=True)), kept


def take_other(kept: dict, *, only_good: bool) -> list[str]:
    """Bring the table in; new offers are drafts. Returns the sentences of the report."""
    options = Options(kept["source"], skip_bad_rows=only_good, as_draft=True)
    return import_offers(kept["text"].encode(), options).summary()
