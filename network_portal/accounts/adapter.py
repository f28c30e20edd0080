"""What the account library asks us: nobody signs up, mails go to the outbox, words are ours, secrets are encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network_portal import fieldkeys
from network_portal.accounts.demo import is_shut_out
from network_portal.mail import absolute, queue_mail
from partners.models import Network
from partners.permissions import is_coordinator, memberships_of

# The mails the library sends: those with a code, and those that tell of a change.
CODES = {
    "email_confirmation": _("With this code you confirm that this address is yours:"),
    "password_reset_code": _("With this code you choose a new password:"),
}
CHANGES = {
    "email_changed": _("The e-mail address of your account was changed. From now on mails go to the new one."),
    "email_deleted": _("An e-mail address was removed from your account."),
    "password_changed": _("The password of your account was changed."),
    "password_reset": _("The password of your account was chosen anew."),
    "password_set": _("A password was set for your account."),
    "recovery_codes_generated": _("New recovery codes were made for your account. The old ones are no longer valid."),
    "totp_activated": _("An app for codes was set up for your account."),
    "totp_deactivated": _("The app for codes was removed from your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
}
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for one of them


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("This address cannot be used. Please take another one."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right, or it has been used already. Please wait for the next one."),
        "incorrect_password": _("This password is not right."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "invalid_password_reset": _("This code is no longer valid."),
        "rate_limited": _("That was a little fast. Please wait a few minutes."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _("There were too many tries. Please wait ten minutes."),
        "unverified_primary_email": _("This address has not been confirmed yet."),
    }

    def is_open_for_signup(self, request) -> bool:
        """By invitation only (``partners/actions.py``)."""
        return False

    def pre_login(self, request, user, **kwargs):
        if is_shut_out(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request) -> str:
        """Where one's work is: coordinators who act for no partner start in the administration."""
        if is_coordinator(request.user) and not memberships_of(request.user):
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("account" if self.request.user.is_authenticated else "account_login")

    def send_mail(self, template_prefix, email, context):
        """Into the outbox. What has no mail of ours is not sent, such as a hint that an address has an account."""
        kind = template_prefix.rsplit("/", 1)[-1]
        if kind in CODES:
            minutes = settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT // 60
            values = {"words": CODES[kind], "code": context["code"], "minutes": minutes}
            queue_mail("account_code", to=email, context=values)
        elif kind in CHANGES:
            values = {"words": CHANGES[kind], "link": absolute(reverse("account"))}
            queue_mail("account_changed", to=email, context=values)

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This is your only second factor. Please set up another one first."),
        "cannot_generate_recovery_codes": _("Please set up an app or a passkey first."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Please confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return fieldkeys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return fieldkeys.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return Network.objects.current().display_name

    def _get_site_name(self) -> str:
        return Network.objects.current().display_name

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 (the library names it so)
        return str(_("My passkey"))

    def can_delete_authenticator(self, authenticator) -> bool:
        """Nobody is without a second factor: the last one stays."""
        return has_second_factor(authenticator.user, without=authenticator)


def has_second_factor(user, without=None) -> bool:
    """Whether ``user`` has an app or a passkey, ``without`` not counted."""
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return (rows.exclude(pk=without.pk) if without else rows).exists()
