"""The table of all offers in the administration: taken out as a file, and brought in again after a preview."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.exchange import whole
from offers.exchange.other import is_other_table, other_preview, take_other
from offers.exchange.payload import OutdatedError, opened, sealed
from offers.exchange.plan import BAD, UNCHANGED
from offers.exchange.report import words_of
from offers.exchange.tables import read_sheet
from offers.forms.exchange import AgreeForm, FileForm
from offers.importing.problems import UnreadableFile
from partners.permissions import is_coordinator

EVERYBODY = whole.Everybody()
FORMATS = {
    "csv": (whole.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (whole.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class ForWholeNetwork:
    """For the ``ModelAdmin`` of offers: the pages of the table, for coordinators only."""

    def get_urls(self):
        pages = {"tabelle/": (self.table_view, "table"), "einlesen/": (self.import_view, "import")}
        own = [
            path(address, self.admin_site.admin_view(view), name=f"offers_offer_{name}")
            for address, (view, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def table_view(self, request):
        """The file, with ``?als=csv`` or ``xlsx``."""
        write, content_type = FORMATS.get(request.GET.get("als"), (None, ""))
        if not is_coordinator(request.user) or write is None:
            raise Http404
        name = _("offers") + f"-{timezone.localdate():%Y-%m-%d}.{request.GET['als']}"
        response = HttpResponse(write(), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @transaction.atomic
    def import_view(self, request):
        """Choose a file; look at what it would change; agree. Nothing is stored before the second button."""
        if not is_coordinator(request.user):
            raise Http404
        if "payload" in request.POST:
            return self._take_over(request)
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if form.is_valid():
            try:
                return self._preview(request, form.cleaned_data["file"])
            except UnreadableFile as error:
                form.add_error("file", str(error))
        return self._page(request, "import", form=form)

    def _page(self, request, name, **context):
        context |= {"title": _("Bring in a table"), "opts": self.opts}
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, f"admin/offers/offer/table_{name}.html", context)

    def _preview(self, request, file):
        sheet = read_sheet(file.read())
        if not sheet.is_own_form():
            if not is_other_table(sheet):
                raise UnreadableFile(_("These are not the columns of the portal. Please start from its own table."))
            report, kept = other_preview(sheet, file.name)
            payload = sealed(kept, user=request.user, partner=EVERYBODY)
            return self._page(request, "other", form=AgreeForm(initial={"payload": payload}), report=report)
        plans = whole.plan_whole(sheet)
        rows = [row for part in plans.values() for row in part]
        payload = sealed(whole.to_keep(plans), user=request.user, partner=EVERYBODY)
        shown = {
            partner: [row for row in part if row.kind != UNCHANGED or row.differences]
            for partner, part in plans.items()
        }  # fmt: skip
        return self._page(
            request, "preview", form=AgreeForm(initial={"payload": payload}),
            parts=[(partner, part) for partner, part in shown.items() if part],
            unchanged=len(rows) - sum(map(len, shown.values())), bad=sum(row.kind == BAD for row in rows),
            has_conflicts=any(row.conflicts for row in rows),
            unused=[name for name in sheet.unused if name != whole.WHOSE],
        )  # fmt: skip

    def _take_over(self, request):
        form = AgreeForm(request.POST)
        again = redirect(reverse("admin:offers_offer_import"))
        try:
            kept = opened(request.POST["payload"], user=request.user, partner=EVERYBODY)
        except OutdatedError:
            messages.error(request, _("The preview is too old. Please choose the file again."))
            return again
        form.is_valid()
        only_good = form.cleaned_data["only_good"]
        if "text" in kept:
            for text in take_other(kept, only_good=only_good):
                messages.info(request, text)
            return again
        plans = whole.plans_again(kept, take_conflicts=form.cleaned_data["take_conflicts"])
        rows = [row for part in plans.values() for row in part]
        if any(row.kind == BAD for row in rows) and not only_good:
            text = _("Nothing was stored, because some rows are not right. Mend them, or leave them out.")
            messages.error(request, text)
            return again
        for text in words_of(whole.carry_out_whole(plans, by=request.user), rows):
            messages.success(request, text)
        return redirect(reverse("admin:offers_offer_changelist"))
