"""The table of the whole network, for coordinators: that of partners with one more column, whose the offer is.

Taken out, it holds the offers of all partners. Brought in, each row goes to its partner by the same plan and with the
same promises as a partner's own table; a row without a partner goes by its number.
"""

import csv
import io
from collections import Counter, defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from offers.exchange import columns as c
from offers.exchange.carry_out import carry_out
from offers.exchange.export import as_rows, defused, possible_answers
from offers.exchange.payload import rows_to_keep, sheet_of
from offers.exchange.plan import PlannedRow, plan
from offers.exchange.tables import Sheet
from offers.exchange.workbooks import write_workbook
from offers.models import Offer
from partners.models import Partner
from partners.text import name_key

WHOSE = "Partner"
COLUMNS = (WHOSE, *c.COLUMNS)


class Everybody(NamedTuple):
    """Stands where the preview of one partner names the partner it was made for."""

    pk: int = 0


def table_rows() -> list[dict[str, str]]:
    """The rows of all partners that have offers."""
    partners = Partner.objects.filter(pk__in=Offer.objects.exclude(publication="deleted").values("partner"))
    return [{WHOSE: defused(partner.name)} | row for partner in partners for row in as_rows(partner)]


def as_csv() -> bytes:
    """Semicolons, and a mark that says UTF-8, as Excel opens it in Germany."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table_rows())
    return ("\ufeff" + file.getvalue()).encode()


def as_xlsx() -> bytes:
    """With a second sheet of the answers that can be written."""
    rows = [[row[name] for name in COLUMNS] for row in table_rows()]
    return write_workbook(COLUMNS, rows, possible_answers())


def plan_whole(sheet: Sheet, *, take_conflicts=False) -> dict[Partner | None, list[PlannedRow]]:
    """What the table would change, by partner; under None the rows that belong to nobody."""
    sheets, lost = _by_partner(sheet)
    plans = {partner: plan(partner, part, take_conflicts=take_conflicts) for partner, part in sheets.items()}
    return plans | ({None: lost} if lost else {})


def _by_partner(sheet: Sheet):
    known = list(Partner.objects.all())
    by_name = {name_key(one.name): one for one in known}
    by_key = {one.pk: one for one in known}
    of_offer = {str(pk): by_key[partner] for pk, partner in Offer.objects.values_list("pk", "partner_id")}
    rows, lost = defaultdict(list), []
    for line, values in sheet.rows:
        cells = dict(zip(sheet.header, values, strict=False))
        name = cells.get(WHOSE, "").strip()
        partner = by_name.get(name_key(name)) if name else of_offer.get(cells.get(c.NUMBER, "").strip())
        if partner is None:
            row = PlannedRow(line, cells)
            row.refuse(WHOSE, _("No partner has this name. Please write it as in the list of partners."))
            lost.append(row)
        else:
            rows[partner].append((line, values))
    return {partner: Sheet(sheet.header, part) for partner, part in rows.items()}, lost


def to_keep(plans) -> list:
    """What travels from the preview to the button: for each partner, its rows that say something new."""
    kept = [[partner.pk, rows_to_keep(rows)] for partner, rows in plans.items() if partner]
    return [part for part in kept if part[1]]


def plans_again(kept: list, *, take_conflicts) -> dict[Partner, list[PlannedRow]]:
    """The plans once more, from what was kept; with the offers locked, for nobody may change them meanwhile."""
    partners = Partner.objects.in_bulk([pk for pk, _rows in kept])
    list(Offer.objects.order_by().select_for_update().filter(partner__in=partners).values_list("pk"))
    return {
        partners[pk]: plan(partners[pk], sheet_of(rows), take_conflicts=take_conflicts)
        for pk, rows in kept if pk in partners
    }  # fmt: skip


def carry_out_whole(plans, *, by) -> Counter:
    """Store the good rows of all partners; how many are new, changed, or wait for approval."""
    return sum((carry_out(rows, partner, by=by) for partner, rows in plans.items()), Counter())
