"""The pages of the gap matrix: the matrix with its files, and what stands behind a cell."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from network_portal.reports import suppression
from network_portal.reports.access import page, report_page
from network_portal.reports.gap_form import GapForm, first_day, values_in
from network_portal.reports.gap_places import alike, shown_names
from network_portal.reports.gap_referrals import turned_down
from network_portal.reports.gaps import AGE, FIELD, NOT_SAID, PLACE, TIME, Cell, Gaps
from network_portal.reports.tables import table_file
from offers.models import Offer, PolicyField
from offers.permissions import moderated_fields
from referrals.permissions import overview_referrals

MOST_SHOWN = 200  # rows of each kind behind a cell


@report_page
def gaps(request):
    """The matrix; with ``?als=csv`` or ``xlsx`` as a file, which names each place by itself."""
    found = _gaps(request)
    form = GapForm(request.GET, found)
    rows, columns = (found.dimensions[name] for name in (form.rows, form.columns))
    matrix = found.matrix(form.rows, form.columns, form.chosen)
    if "als" in request.GET:
        return _file(request, matrix, rows, columns)
    words, groups = _cell_words(), alike(found) if PLACE in (form.rows, form.columns) else {}
    down, across = shown_names(rows, groups), shown_names(columns, groups)
    matrix = [[cell for cell in line if cell.column in across] for line in matrix if line[0].row in down]
    address = _address(request, form)
    totals = {cell.row: (words(cell), address(cell.row, "")) for cell in found.totals(form.rows, form.chosen)}
    sums = [
        (words(cell), address("", cell.row)) for cell in found.totals(form.columns, form.chosen) if cell.row in across
    ]
    lines = _lines(matrix, totals, (down, across), words, address)
    context = {
        "form": form, "rows": rows, "columns": columns, "first": found.first, "last": found.last,
        "lines": lines, "sums": sums, "names": across.values(),
        "query": _query(request), "has_gaps": any(cell.mark for line in matrix for cell in line),
        "alike": [[found.municipalities[place] for place in (first, *others)] for first, others in groups.items()],
    }  # fmt: skip
    return page(request, "gaps.html", title=_("Gaps: where parents find no offer"), **context)


@report_page
def gap(request):
    """What stands behind one cell: offers, searches, and of referrals their numbers, days and states.

    Where a parent lives is known to both sides alone: behind a place stand the referrals of all places.
    """
    found = _gaps(request)
    chosen = values_in(request.GET, found)
    keys = found.keys_of(found.offers_in(chosen))
    words = found.words_in(chosen)
    asked = sum(row.referrals for row in found.asked_in(chosen))
    referrals = list(_referrals(request.user, found, chosen)[: MOST_SHOWN + 1])
    cell = Cell("", "", searches=sum(count for _text, count in words), referrals=asked, in_steps=PLACE in chosen)
    context = {
        "chosen": [(found.dimensions[name].label, _value(found.dimensions[name], chosen[name])) for name in chosen],
        "offers": Offer.objects.filter(pk__in=keys).select_related("partner").order_by("title", "pk"),
        "free": set(found.keys_of(found.free)), "words": words[:MOST_SHOWN], "more_words": len(words) > MOST_SHOWN,
        "referrals": referrals[:MOST_SHOWN], "more_referrals": len(referrals) > MOST_SHOWN,
        "cell": cell, "first": found.first, "last": found.last,
    }  # fmt: skip
    return page(request, "gap.html", title=_("Behind a cell of the gap matrix"), **context)


def _gaps(request) -> Gaps:
    on, fields = timezone.localdate(), list(moderated_fields(request.user))
    whole = len(fields) == PolicyField.objects.count()
    return Gaps(fields, whole, first_day(request.GET.get("monate"), on), on)


def _referrals(user, found: Gaps, chosen: dict):
    """Referrals turned down for lack of places, of those whose existence the person may know of, of all places."""
    rows = turned_down(found.first, found.last).filter(pk__in=overview_referrals(user).order_by().values("pk"))
    fields = {one.slug: one.pk for one in found.fields}
    if FIELD in chosen and chosen[FIELD] == NOT_SAID:
        rows = rows.exclude(policy_field__in=fields.values())
    elif FIELD in chosen:
        rows = rows.filter(policy_field=fields[chosen[FIELD]])
    if {chosen.get(AGE, NOT_SAID), chosen.get(TIME, NOT_SAID)} != {NOT_SAID}:
        rows = rows.none()  # they know neither an age nor a time
    return rows.with_parties().order_by("-ended_on", "-pk")


def _value(dimension, key: str) -> str:
    return dimension.values.get(key) or _("not said")


def _query(request) -> str:
    query = request.GET.copy()
    query.pop("als", None)
    return query.urlencode()


def _address(request, form):
    """Makes the address of a cell, or of a sum where one side is empty."""
    fixed = dict(form.chosen) | ({"monate": request.GET["monate"]} if request.GET.get("monate") else {})
    start = reverse("reports:gap")

    def address(row: str, column: str) -> str:
        values = {form.rows: row, form.columns: column}
        return f"{start}?{urlencode(fixed | {name: value for name, value in values.items() if value})}"

    return address


def _lines(matrix, totals, names, words, address) -> list:
    """The rows as the page prints them: name, total with its address, cells with their column, words and address."""
    down, across = names
    return [
        (
            down[line[0].row], totals[line[0].row],
            [(across[cell.column], cell, words(cell), address(cell.row, cell.column)) for cell in line],
        )
        for line in matrix
    ]  # fmt: skip


def _cell_words():
    """Makes the words of a cell; most cells say the same as another one, and need no template of their own."""
    known = {}

    def words(cell: Cell) -> str:
        key = (cell.offers, cell.free, cell.searches, cell.referral_words, cell.mark)
        if key not in known:
            known[key] = render_to_string("network_portal/reports/_gap.html", {"cell": cell})
        return known[key]

    return words


def _file(request, matrix, rows, columns):
    """A line for each cell. Searches in steps of five; referrals stay on the page: cell by cell, they could be worked
    out with the figures by field, which are counted for that (``suppression``)."""
    header = [rows.label, columns.label, _("offers"), _("with free places"), _("unmet searches"), _("gap")]
    lines = [
        [_value(rows, cell.row), _value(columns, cell.column), cell.offers, cell.free, _in_steps(cell), _mark(cell)]
        for line in matrix for cell in line
    ]  # fmt: skip
    return table_file(request.GET["als"], "luecken", header, lines)


def _in_steps(cell) -> str | int:
    return suppression.words(suppression.steps(cell.searches)) if cell.searches else 0


def _mark(cell) -> str:
    """The gap in words; that parents asked in vain is told where as many have searched as may be told."""
    if cell.mark == "none":
        return _("no offer")
    asked = cell.searches >= suppression.STEP and not cell.free
    return _("asked for, no free place known") if cell.mark == "full" and asked else ""
