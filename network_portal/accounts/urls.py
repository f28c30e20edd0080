"""Addresses of accounts: the library's views under German paths, each with the headers its page needs."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from csp.decorators import csp_update
from django.urls import path

from network_portal.accounts.views import factors, overview
from network_portal.accounts.views.invitation import invitation
from network_portal.headers import PERMISSIONS_POLICY
from network_portal.public import TRUSTED_TYPES

# Passkeys are forbidden to all other pages.
WITH_PASSKEYS = PERMISSIONS_POLICY.replace(
    "publickey-credentials-get=()", "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)


def page(address, view, name):
    """A page of accounts: its scripts may not make HTML out of text, and may ask for a passkey."""

    @csp_update(TRUSTED_TYPES)
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = WITH_PASSKEYS
        return response

    return path(address, answer, name=name)


urlpatterns = [
    page("", overview.account, "account"),
    page("einladung/", invitation, "invitation"),
    page("anmelden/", factors.Login.as_view(), "account_login"),
    page("abmelden/", factors.Logout.as_view(), "account_logout"),
    page("abgeschaltet/", account.account_inactive, "account_inactive"),
    page("noch-einmal/", account.reauthenticate, "account_reauthenticate"),
    page("weiter/", overview.stay, "account_stay"),
    page("anmeldungen/", overview.sign_ins, "sign-ins"),
    page("e-mail/", account.email, "account_email"),
    page("e-mail/code/", account.email_verification_sent, "account_email_verification_sent"),
    page("passwort/", account.password_change, "account_change_password"),
    page("passwort/festlegen/", account.password_set, "account_set_password"),
    page("passwort/vergessen/", account.password_reset, "account_reset_password"),
    page("passwort/vergessen/code/", account.confirm_password_reset_code, "account_confirm_password_reset_code"),
    page("passwort/neu/", account.complete_password_reset, "account_complete_password_reset"),
    page("passwort/geaendert/", account.password_reset_from_key_done, "account_password_reset_completed"),
    page("zweiter-schritt/", factors.SecondStep.as_view(), "mfa_authenticate"),
    page("zweiter-faktor/", factors.second_factor, "mfa_index"),
    page("zweiter-faktor/noch-einmal/", factor.reauthenticate, "mfa_reauthenticate"),
    page("zweiter-faktor/app/", factors.SetUpApp.as_view(), "mfa_activate_totp"),
    page("zweiter-faktor/app/entfernen/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("notfall-codes/", factors.recovery_codes, "mfa_view_recovery_codes"),
    page("notfall-codes/neu/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("notfall-codes/datei/", factors.recovery_codes_as_text, "mfa_download_recovery_codes"),
    page("passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    page("passkeys/neu/", passkeys.add_webauthn, "mfa_add_webauthn"),
    page("passkeys/anmelden/", passkeys.login_webauthn, "mfa_login_webauthn"),
    page("passkeys/noch-einmal/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    page("passkeys/<int:pk>/umbenennen/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    page("passkeys/<int:pk>/entfernen/", factors.RemovePasskey.as_view(), "mfa_remove_webauthn"),
]
