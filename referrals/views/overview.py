"""The page of moderators and coordinators: what is stuck, by field and state, and inquiries that wait."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.moderator_tasks import may_moderate
from offers.permissions import moderated_fields
from referrals.desk import may_hand_over
from referrals.forms.follow_ups import ResultForm
from referrals.forms.overview import OverviewFilter
from referrals.overview import chosen_referrals, contradictions, open_inquiries, row_of, totals_by_field

PER_PAGE = 50


@require_safe
def overview(request):
    """Numbers, days, fields and states. 404 for those who look after no field."""
    if not may_moderate(request.user):
        raise Http404
    return show_overview(request)


def show_overview(request, problem=None):
    """The page; ``problem``: the form of a contradiction as somebody has sent it, without an answer."""
    on, user = timezone.localdate(), request.user
    form = OverviewFilter(request.GET, fields=moderated_fields(user))
    page = Paginator(chosen_referrals(user, on, **form.chosen()), PER_PAGE).get_page(request.GET.get("seite"))
    query = request.GET.copy()
    query.pop("seite", None)
    context = {
        "form": form, "page": page, "rows": [row_of(row, on) for row in page], "totals": totals_by_field(user, on),
        "inquiries": open_inquiries(user), "contradictions": answer_forms(contradictions(user), problem), "on": on,
        "query": query.urlencode() + "&" if query else "", "may_hand_over": may_hand_over(user),
    }  # fmt: skip
    return render(request, "referrals/overview.html", context, status=422 if problem else 200)


def answer_forms(follow_ups, problem=None) -> list[ResultForm]:
    """A form for each follow-up; ``problem`` takes the place of its own."""
    return [problem if problem and problem.follow_up == row else ResultForm(follow_up=row) for row in follow_ups]
