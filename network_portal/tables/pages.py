"""The pages of these tables, on the coordinators' site: for coordinators only."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network_portal.once import once
from network_portal.reports.tables import table_file
from network_portal.tables.cells import heading, written
from network_portal.tables.plan import BAD, UNCHANGED, carry_out, lacks, plan, rows_of
from network_portal.tables.specs import SPECS
from offers.exchange.payload import OutdatedError, opened, sealed
from offers.exchange.tables import read_sheet
from offers.exchange.whole import Everybody
from offers.forms.exchange import AgreeForm, FileForm
from offers.importing.problems import UnreadableFile
from partners.permissions import is_coordinator
from partners.slugs import german_slug

FORMAT = "als"  # a part of the address


def spec_for(request, label):
    """The table of that name, for coordinators; 404 for everybody else."""
    if not is_coordinator(request.user) or label not in SPECS:
        raise Http404
    return SPECS[label]


def export(site, request, label):
    """The rows that the list shows under the same filters, as a file."""
    spec = spec_for(request, label)
    wanted, request.GET = request.GET.get(FORMAT), request.GET.copy()
    request.GET.pop(FORMAT, None)
    try:
        rows = site.get_model_admin(spec.model).get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        raise Http404 from None
    header = [heading(spec.model, name) for name in spec.columns]
    lines = [[written(row, name) for name in spec.columns] for row in rows]
    return table_file(wanted, german_slug(str(spec.model._meta.verbose_name_plural)), header, lines)


@transaction.atomic
def bring_in(site, request, label):
    """Choose a file; look at what it would change; agree. Nothing is stored before the second button."""
    spec = spec_for(request, label)
    if not spec.comes_in:
        raise Http404
    if "payload" in request.POST:
        return _take_over(request, spec)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            return _preview(site, request, spec, form.cleaned_data["file"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return _page(site, request, spec, form=form)


def _page(site, request, spec, **context):
    opts = spec.model._meta
    context |= {"title": _("Bring in a table"), "opts": opts, "table": spec.label}
    context |= {"list": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")}
    return TemplateResponse(request, "admin/table.html", site.each_context(request) | context)


def _preview(site, request, spec, file):
    found = rows_of(spec, read_sheet(file.read()))
    if missing := lacks(spec, found[0][1]):
        raise UnreadableFile(_("These columns are missing: %(names)s") % {"names": ", ".join(missing)})
    rows = plan(spec, found)
    shown = [one for one in rows if one.kind != UNCHANGED]
    kept = [spec.label, [[one.line, one.cells] for one in shown]]
    payload = sealed(kept, user=request.user, partner=Everybody())
    return _page(
        site, request, spec, form=AgreeForm(initial={"payload": payload}), rows=shown, is_preview=True,
        unchanged=len(rows) - len(shown), bad=sum(one.kind == BAD for one in rows),
    )  # fmt: skip


def _take_over(request, spec):
    form, again = AgreeForm(request.POST), redirect("admin:table-import", label=spec.label)
    try:
        label, kept = opened(request.POST["payload"], user=request.user, partner=Everybody())
    except (OutdatedError, ValueError, TypeError):
        label, kept = "", []
    if label != spec.label:
        messages.error(request, _("The preview is too old. Please choose the file again."))
        return again
    form.is_valid()
    rows = plan(spec, kept)
    if any(one.kind == BAD for one in rows) and not form.cleaned_data["only_good"]:
        text = _("Nothing was stored, because some rows are not right. Mend them, or leave them out.")
        messages.error(request, text)
        return again
    return _store(request, spec, rows)


@once
def _store(request, spec, rows):
    """Contacts are known by their number, so nothing else keeps a second press from adding them again."""
    stored = carry_out(rows, by=request.user)
    for flag, new in ((ADDITION, True), (CHANGE, False)):
        changed = [one.row for one in stored if one.is_new == new]
        if changed:
            LogEntry.objects.log_actions(request.user.pk, changed, flag, _("import of a table"))
    text = ngettext("%(n)s row was stored.", "%(n)s rows were stored.", len(stored)) % {"n": len(stored)}
    messages.success(request, text)
    opts = spec.model._meta
    return redirect(f"admin:{opts.app_label}_{opts.model_name}_changelist")
