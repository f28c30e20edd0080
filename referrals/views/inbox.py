"""What must be done now, and until when: the referrals of one's own partners, sent and received."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from referrals.inbox import DIRECTIONS, ended, line_of, open_lines
from referrals.models import Inquiry, InquiryStatus
from referrals.permissions import reading_memberships, visible_inquiries
from referrals.turns import GOES_ON, MINE, OTHERS

PER_PAGE = 20
HEADINGS = {MINE: _("Your turn"), GOES_ON: _("Goes on with you"), OTHERS: _("Others are at work")}
STATES = {"offen": _("Open"), "beendet": _("Ended")}
DIRECTION_WORDS = {"eingang": _("Received"), "ausgang": _("Sent by us")}


@require_safe
def inbox(request):
    """One's own turn first, overdue before everything; then what others do; then what has ended, page by page."""
    memberships = reading_memberships(request.user)
    if not memberships:
        raise Http404
    direction = request.GET.get("richtung", "") if request.GET.get("richtung") in DIRECTIONS else ""
    state = request.GET.get("stand", "") if request.GET.get("stand") in STATES else ""
    on = timezone.localdate()
    page = Paginator(ended(request.user, direction), PER_PAGE).get_page(request.GET.get("seite"))
    first = page.number == 1
    groups = open_lines(request.user, direction, on) if state != "beendet" and first else {}
    context = {
        "groups": [(name, HEADINGS[name], lines) for name, lines in groups.items()], "on": on, "page": page,
        "ended": [line_of(row, on) for row in page] if state != "offen" else [], "is_first": first,
        "direction": direction, "state": state, "directions": DIRECTION_WORDS, "states": STATES,
        "query": f"richtung={direction}&stand={state}&", "is_of_several": len(memberships) > 1,
        "inquiries": waiting_inquiries(request.user).count(),
    }  # fmt: skip
    return render(request, "referrals/inbox.html", context)


def waiting_inquiries(user):
    """Anonymous inquiries that wait for an answer of one of the user's partners."""
    return visible_inquiries(user).filter(status=InquiryStatus.WAITING).order_by(*Inquiry._meta.ordering)
