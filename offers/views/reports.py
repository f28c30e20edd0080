"""Answering what visitors have reported."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from offers.forms.report import AnswerForm
from offers.permissions import can_edit_offer
from offers.reports import finish_report, reports_for


@require_http_methods(["GET", "HEAD", "POST"])
def report_answer(request, pk):
    """What somebody has reported, and what was done about it."""
    report = reports_for(request.user).select_related("offer__partner", "offer__policy_field").filter(pk=pk).first()
    if report is None:
        raise Http404
    is_open = report.done_on is None
    form = AnswerForm(request.POST if request.method == "POST" and is_open else None)
    if form.is_valid():
        finish_report(report, answer=form.cleaned_data["answer"])
        messages.success(request, _("Thank you. The report is done."))
        return redirect(reverse("workspace"))
    mine = can_edit_offer(request.user, report.offer)
    stale = request.method == "POST" and not is_open
    context = {"report": report, "offer": report.offer, "form": form, "is_open": is_open, "mine": mine, "stale": stale}
    return render(request, "offers/workspace/report.html", context, status=409 if stale else 200)
