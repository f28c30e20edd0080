"""A partner's own table: taken out as a file, and brought in again after a preview."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offers.exchange import export as files
from offers.exchange.carry_out import carry_out
from offers.exchange.other import is_other_table, other_preview, take_other
from offers.exchange.payload import OutdatedError, opened, rows_to_keep, sealed, sheet_of
from offers.exchange.plan import BAD, UNCHANGED, plan
from offers.exchange.report import words_of
from offers.exchange.tables import read_sheet
from offers.forms.exchange import AgreeForm, FileForm
from offers.importing.problems import UnreadableFile
from offers.models import Offer
from partners.permissions import is_coordinator
from partners.views.own import own_partner

FORMATS = {
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (files.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (files.as_json, "application/json"),
}


@require_safe
def export_data(request, partner):
    """The choice of files; with ``?als=csv``, ``xlsx`` or ``json`` the file itself."""
    partner = own_partner(request, partner)
    wanted = request.GET.get("als")
    if wanted is None:
        return render(request, "offers/exchange/export.html", {"partner": partner})
    if wanted not in FORMATS:
        raise Http404
    write, content_type = FORMATS[wanted]
    name = f"{partner.slug}-{timezone.localdate():%Y-%m-%d}.{wanted}"
    response = HttpResponse(write(partner), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def import_table(request, partner):
    """Choose a file; look at what it would change; agree. Nothing is stored before the second button."""
    partner = own_partner(request, partner)
    if "payload" in request.POST:
        return _take_over(request, partner)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            return _preview(request, partner, form.cleaned_data["file"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return render(request, "offers/exchange/import.html", {"form": form, "partner": partner})


def _preview(request, partner, file):
    sheet = read_sheet(file.read())
    if not sheet.is_own_form():
        return _other_preview(request, partner, sheet, file.name)
    rows = plan(partner, sheet)
    payload = sealed({"rows": rows_to_keep(rows)}, user=request.user, partner=partner)
    context = {
        "partner": partner,
        "form": AgreeForm(initial={"payload": payload}),
        "rows": [row for row in rows if row.kind != UNCHANGED or row.differences],
        "unchanged": sum(row.kind == UNCHANGED and not row.differences for row in rows),
        "bad": sum(row.kind == BAD for row in rows),
        "has_conflicts": any(row.conflicts for row in rows),
        "unused": sheet.unused,
    }
    return render(request, "offers/exchange/preview.html", context)


def _other_preview(request, partner, sheet, name):
    """Another table, which only coordinators may bring in: it can name any partner."""
    if not (is_coordinator(request.user) and is_other_table(sheet)):
        raise UnreadableFile(_("These are not the columns of the portal. Please export your offers and use that file."))
    report, kept = other_preview(sheet, name)
    payload = sealed(kept, user=request.user, partner=partner)
    context = {"partner": partner, "form": AgreeForm(initial={"payload": payload}), "report": report}
    return render(request, "offers/exchange/preview_other.html", context)


def _take_over(request, partner):
    form = AgreeForm(request.POST)
    try:
        kept = opened(request.POST["payload"], user=request.user, partner=partner)
    except OutdatedError:
        messages.error(request, _("The preview is too old. Please choose the file again."))
        return redirect("offers:import", partner=partner.slug)
    form.is_valid()
    only_good = form.cleaned_data["only_good"]
    if "text" in kept:
        return _take_other(request, partner, kept, only_good)
    # Lock, then look: nobody changes an offer between comparing and storing.
    list(Offer.objects.order_by().select_for_update().filter(partner=partner).values_list("pk"))
    rows = plan(partner, sheet_of(kept["rows"]), take_conflicts=form.cleaned_data["take_conflicts"])
    if any(row.kind == BAD for row in rows) and not only_good:
        messages.error(request, _("Nothing was stored, because some rows are not right. Mend them, or leave them out."))
        return redirect("offers:import", partner=partner.slug)
    for text in words_of(carry_out(rows, partner, by=request.user), rows):
        messages.success(request, text)
    return redirect("offers:mine")


def _take_other(request, partner, kept, only_good):
    if not is_coordinator(request.user):  # no longer, since the preview
        raise Http404
    for text in take_other(kept, only_good=only_good):
        messages.info(request, text)
    return redirect("offers:import", partner=partner.slug)
