"""One's own account at a glance, its logins, and the moment more before a login ends."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network_portal.accounts.adapter import FACTORS
from network_portal.accounts.sign_ins import end_all, end_sign_ins, open_sign_ins
from partners.permissions import is_coordinator, memberships_of


@require_safe
def account(request):
    """Address, password, second factor, logins, and the partners one acts for."""
    factors = Authenticator.objects.filter(user=request.user)
    context = {
        "memberships": memberships_of(request.user),
        "is_coordinator": is_coordinator(request.user),
        "open_count": len(open_sign_ins(request.user)),
    }
    return render(request, "account/overview.html", context | factors_of(factors))


def factors_of(rows) -> dict:
    """What a page says of second factors: the app, the passkeys, and how many recovery codes are left."""
    by_type = {}
    for row in rows:
        by_type.setdefault(row.type, []).append(row)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return {
        "app": (by_type.get(Authenticator.Type.TOTP) or [None])[0],
        "passkeys": [row.wrap() for row in by_type.get(Authenticator.Type.WEBAUTHN, [])],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "has_factor": any(kind in by_type for kind in FACTORS),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def sign_ins(request):
    """One's own open logins; each, or all others, can be ended."""
    if request.method == "POST":
        return _end_some(request)
    context = {"rows": open_sign_ins(request.user), "this": request.session.session_key}
    return render(request, "account/sign_ins.html", context)


def _end_some(request):
    which = request.POST.get("which", "")
    if which == "others":
        count = end_all(request.user, except_for=request.session.session_key)
    else:
        count = end_sign_ins(_row_of(request.user, which))
    messages.success(request, _("This login has ended.") if count else _("It had ended already."))
    return redirect("sign-ins")


def _row_of(user, number: str):
    """One's own login with this number, as rows. Raises ``Http404`` for anything else."""
    rows = user.sign_ins.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else user.sign_ins.none()
    if not rows.exists():
        raise Http404
    return rows


@require_POST
def stay(request):
    """Somebody is still typing, or pressed “stay logged in”: how many seconds are left now."""
    return JsonResponse({"seconds": settings.SESSION_IDLE_SECONDS})
