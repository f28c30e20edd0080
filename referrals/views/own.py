"""Which referral somebody may open on which side; everybody else's do not exist."""

from django.http import Http404
from django.shortcuts import render

from partners.models import Partner
from referrals.actors import by_login, sides
from referrals.audit import note_denied
from referrals.permissions import reading_partner_ids, visible_referrals


def own_referral(request, number, *, side=None):
    """A referral, who acts and on which sides. 404 unless the person may open it, on that ``side`` if one is named."""
    rows = visible_referrals(request.user).select_related(
        "sender", "recipient", "consent", "offer__policy_field", "policy_field", "reason", "follows"
    )
    referral = next(iter(rows.filter(number=number)), None)  # no more than one, and first() would sort them
    actor = by_login(request.user)
    found = sides(actor, referral) if referral else set()
    if referral is None or (side is not None and side not in found):
        note_denied(number, by=actor)
        raise Http404
    return referral, actor, found


def own_senders(user):
    """Partners for which ``user`` may hand somebody on. Raises ``Http404`` where there is none."""
    partners = Partner.objects.current().filter(pk__in=reading_partner_ids(user))
    if not partners:
        raise Http404
    return partners


def not_open(request, referral, words):
    """409: what was wanted is not possible now, and why."""
    context = {"referral": referral, "words": words}
    return render(request, "referrals/not_open.html", context, status=409)
