"""No private page without a second factor: whoever has none yet is led to where it is set up."""

from django.shortcuts import redirect

from network_portal.accounts.adapter import has_second_factor

SEEN = "has_second_factor"  # in the session; who takes a factor away ends the sessions (sign_ins.py)
# What one needs in order to set it up, or to leave.
OPEN_WITHOUT = {
    "account_email", "account_logout", "account_reauthenticate", "account_stay", "invitation", "mfa_activate_totp",
    "mfa_add_webauthn", "mfa_index",
}  # fmt: skip


class SecondFactorMiddleware:
    """Asks the database once per login; open pages do not look who is asking."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        if request.session.get(SEEN) or request.resolver_match.view_name in OPEN_WITHOUT:
            return None
        if not has_second_factor(request.user):
            return redirect("mfa_index")
        request.session[SEEN] = True
        return None
