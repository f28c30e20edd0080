"""The slip for the parent: the code by which she follows her referral, and what comes next."""

import re

from django.core.exceptions import BadRequest
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.mail import absolute
from network_portal.once import FIELD, SHAPE
from offers.page.qr import qr_code
from referrals import audit
from referrals.codes import grouped
from referrals.handing import new_slip_code
from referrals.models import Side, Status
from referrals.permissions import visible_referrals
from referrals.states import FOR_PARENTS
from referrals.views.own import not_open, own_referral

WITHOUT_SLIP = {Status.DRAFT, Status.WITHDRAWN}


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def slip(request, number):
    """GET offers a slip, POST makes its code. The same form sent again shows the same code, which nobody stores."""
    referral, actor, sides = own_referral(request, number, side=Side.SENDER)
    if referral.status in WITHOUT_SLIP:
        return not_open(request, referral, _("There is nothing to follow here, so there is no slip."))
    rows = _asked_together(request, referral)
    if request.method != "POST":
        return render(request, "referrals/slip_offer.html", {"referral": referral, "rows": rows})
    token = request.POST.get(FIELD, "")
    if not re.fullmatch(SHAPE, token):
        raise BadRequest("A form without its mark")
    code = new_slip_code(referral, token=token)
    person = audit.person_of(referral, by=actor, sides=sides, what="slip")
    if person is None:
        audit.record_access(referral, "slip", by=actor, side=Side.SENDER)
    address = absolute(reverse("referrals:mine"))
    context = {
        "referral": referral, "lines": [(row, FOR_PARENTS[row.status]) for row in rows], "code": grouped(code),
        "next_steps": person.next_steps if person else "", "address": address, "qr": qr_code(address),
    }  # fmt: skip
    return render(request, "referrals/slip.html", context)


def _asked_together(request, referral) -> list:
    """The referral with its siblings, for which one slip is enough."""
    if not referral.group:
        return [referral]
    rows = visible_referrals(request.user).filter(group=referral.group, sender=referral.sender_id)
    return list(rows.select_related("sender", "recipient", "offer").order_by("pk"))
