"""The pages “who does what”: for coordinators and moderators in the administration, for all partners inside."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network_portal.reports.access import page, report_page
from network_portal.reports.tables import table_file
from network_portal.reports.who import PERSON, TASK, offers_behind
from network_portal.reports.who import who_does_what as work_out
from offers.models import PolicyField
from offers.permissions import moderated_fields
from partners.models import Partner
from partners.permissions import is_coordinator, memberships_of


@report_page
def who_does_what(request):
    """The table; with ``?als=csv`` or ``xlsx`` as a file; with ``?was=…&wer=…`` what stands behind one cell."""
    fields = moderated_fields(request.user)
    if "als" in request.GET:
        return _file(request, fields)
    context = _context(request, fields)
    return page(request, "who.html", title=_("Who does what"), **context)


@require_safe
def who_does_what_inside(request):
    """The same for everybody who works for a partner, in all fields."""
    if not (is_coordinator(request.user) or memberships_of(request.user)):
        raise Http404
    fields = PolicyField.objects.all()
    if "als" in request.GET:
        return _file(request, fields)
    return render(request, "network_portal/reports/who_inside.html", _context(request, fields))


def _context(request, fields) -> dict:
    on = timezone.localdate()
    table = work_out(fields, on)
    return {"table": table, "on": on, "behind": _behind(request, fields, table, on), "paper": _paper(table)}


def _paper(table) -> str:
    """A3 where the partners would be too narrow on A4."""
    return "a3" if len(table.partners) > 18 else "a4"


def _behind(request, fields, table, on):
    """The cell asked for: its aspect, its partner, its offers; None without one. 404 for one that does not exist."""
    if "was" not in request.GET:
        return None
    kind, _colon, key = request.GET["was"].partition(":")
    partner = get_object_or_404(Partner, slug=request.GET.get("wer", ""))
    aspect = next((one for one in table.aspects if (one.kind, one.key) == (kind, key)), None)
    if aspect is None or partner.pk not in aspect.cells:
        raise Http404
    offers = offers_behind(fields, kind, key, partner, on).order_by("title", "pk")
    return {"aspect": aspect, "partner": partner, "offers": offers, "is_task": kind in (TASK, PERSON)}


def _file(request, fields):
    table = work_out(fields, timezone.localdate())
    header = [_("Field"), _("Aspect"), _("Without a partner"), *(partner.name for partner in table.partners)]
    rows = [
        [
            aspect.group,
            aspect.name,
            "" if aspect.cells else _("yes"),
            *(count or "" for _one, count in table.row(aspect)),
        ]
        for aspect in [*table.missing, *table.covered]
    ]
    return table_file(request.GET["als"], "wer-macht-was", header, rows)
