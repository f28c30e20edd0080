"""The second factor: setting it up, recovery codes, and what the library leaves open."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network_portal.accounts.adapter import has_second_factor
from network_portal.accounts.demo import demo_code
from network_portal.accounts.forms import is_refused
from network_portal.accounts.views.overview import factors_of
from offers.page.qr import qr_code

FORGET = '"cache", "cookies", "storage"'


@require_safe
def second_factor(request):
    """What one has, and what one can set up; everybody without a second factor is led here."""
    return render(request, "mfa/index.html", factors_of(Authenticator.objects.filter(user=request.user)))


class Login(LoginView):
    """Says in the status, too, that there were too many tries."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 429 if is_refused(form) else 200
        return response


class SecondStep(AuthenticateView):
    """After the password. The public accounts of the demo are shown their code."""

    def get_context_data(self, **kwargs):
        user = self.stage.login.user
        has_passkey = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
        return super().get_context_data(**kwargs) | {"demo_code": demo_code(user), "has_passkey": has_passkey}

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 429 if is_refused(form) else 200
        return response


class SetUpApp(ActivateTOTPView):
    """With a picture to scan that needs no address of its own."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return context | {"qr": qr_code.__wrapped__(context["totp_url"]), "secret": " ".join(groups)}


class RemovePasskey(RemoveWebAuthnView):
    """The last second factor stays."""

    def form_valid(self, form):
        passkey = self.get_object()
        if not has_second_factor(self.request.user, without=passkey):
            messages.error(self.request, _("This is your only second factor. Please set up another one first."))
            return redirect("mfa_index")
        return super().form_valid(form)


@require_safe
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request):
    return render(request, "mfa/recovery_codes/index.html", {"codes": _unused_codes(request.user)})


@require_safe
@reauthentication_required(app="allauth.mfa")
def recovery_codes_as_text(request):
    """The codes as a file, for printing or for a safe place."""
    text = "".join(f"{code}\r\n" for code in _unused_codes(request.user))
    headers = {"Content-Disposition": "attachment; filename=notfall-codes.txt"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _unused_codes(user) -> list[str]:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None:
        raise Http404
    return row.wrap().get_unused_codes()


class Logout(LogoutView):
    """By POST only; the browser forgets the pages it has seen (the back button, the disk)."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = FORGET
        return response
