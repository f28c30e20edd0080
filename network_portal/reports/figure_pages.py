"""The pages of figures: on screen, each as a table to keep, and as a report for the funder."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.reports.access import page, report_page
from network_portal.reports.figures import FIGURES, Scope, all_figures
from network_portal.reports.funder import as_pdf, funder_report
from network_portal.reports.funder_docx import as_docx
from network_portal.reports.periods import PeriodForm, presets
from network_portal.reports.tables import table_file
from offers.permissions import moderated_fields
from partners.permissions import is_coordinator

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REPORTS = {"pdf": (as_pdf, "application/pdf"), "docx": (as_docx, DOCX)}


def scope_of(user, period, today) -> Scope:
    """What a person may see of a period: coordinators the network, moderators their policy fields."""
    fields = None if is_coordinator(user) else frozenset(moderated_fields(user).values_list("pk", flat=True))
    return Scope(fields, period, today)


@report_page
def figures(request):
    """All figures of a period, each as picture, table and query."""
    today = timezone.localdate()
    form = PeriodForm(request.GET, today)
    scope = scope_of(request.user, form.period, today)
    return page(
        request, "figures.html", title=_("Figures"), form=form, period=form.period, figures=all_figures(scope),
        presets=presets(today), fields=None if scope.fields is None else moderated_fields(request.user),
    )  # fmt: skip


@report_page
def figure_file(request, key, kind):
    """The table of one figure as CSV or XLSX; a period that cannot be read leads to the page that says so."""
    if key not in FIGURES:
        raise Http404
    today = timezone.localdate()
    form = PeriodForm(request.GET, today)
    if not form.is_valid():
        return redirect(reverse("reports:figures") + "?" + request.GET.urlencode())
    figure = FIGURES[key](scope_of(request.user, form.period, today))
    name = f"{key}-{form.period.first:%Y-%m-%d}-bis-{form.period.last:%Y-%m-%d}"
    return table_file(kind, name, figure.header, figure.rows)


@report_page
def funder(request):
    """The page from which coordinators get the report for the funder."""
    _coordinators_only(request.user)
    today = timezone.localdate()
    form = PeriodForm(request.GET, today)
    title = _("Report for the funder")
    return page(request, "funder.html", title=title, form=form, period=form.period, presets=presets(today))


@report_page
def funder_file(request, kind):
    """The report as PDF or DOCX."""
    _coordinators_only(request.user)
    if kind not in REPORTS:
        raise Http404
    today = timezone.localdate()
    form = PeriodForm(request.GET, today)
    if not form.is_valid():
        return redirect(reverse("reports:funder") + "?" + request.GET.urlencode())
    write, content_type = REPORTS[kind]
    report = funder_report(scope_of(request.user, form.period, today))
    response = HttpResponse(write(report, today), content_type=content_type)
    name = f"bericht-{form.period.first:%Y-%m-%d}-bis-{form.period.last:%Y-%m-%d}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _coordinators_only(user):
    """The report speaks of the whole network; whoever looks after some fields does not see all of it."""
    if not is_coordinator(user):
        raise Http404
