"""The forms of the account library in our words: labels above fields, one password field, no placeholders."""

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from network_portal.accounts.outbox import pretend_to_send

LABELS = {
    "login": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
}
HELP = {
    "password1": _("At least 12 characters. Several words in a row are easy to remember and hard to guess."),
    "name": _("So that you recognise it, such as “Phone” or “Computer in the office”."),
}
USED_FOR = 150  # seconds; longer than any code is accepted


class PlainWords:
    """Labels and hints of ours in place of the library's. The second password field goes: one can reset it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields.pop("passwordless", None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}


class LoginForm(PlainWords, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Any text: what is no address gets the answer of an unknown one, after the same time.
        widget = forms.EmailInput({"autocomplete": "username"})
        self.fields["login"] = forms.CharField(label=LABELS["login"], max_length=254, widget=widget)
        self.order_fields(["login", "password"])


class ResetForm(PlainWords, account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")

    def save(self, request, **kwargs):
        email = super().save(request, **kwargs)
        if not self.users:
            pretend_to_send("account_code", {"words": "", "code": "XXXX-XXXX", "minutes": 60})
        return email


class ResetCodeForm(PlainWords, account.ConfirmPasswordResetCodeForm):
    pass


class NewPasswordForm(PlainWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    pass


class PasswordAgainForm(PlainWords, account.ReauthenticateForm):
    pass


class AddressForm(PlainWords, account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ConfirmAddressForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    pass


def is_refused(form) -> bool:
    """Whether a form was not looked at, since there were too many tries before."""
    errors = [error for errors in form.errors.as_data().values() for error in errors]
    return any(error.code == "too_many_login_attempts" for error in errors)


class UsedOnce:
    """A code opens one door once, also while the clock still shows it."""

    def clean_code(self):
        code = super().clean_code()
        if not cache.add(f"code-used:{self.user.pk}:{code}", True, timeout=USED_FOR):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code


class CodeForm(UsedOnce, PlainWords, factor.AuthenticateForm):
    pass


class CodeAgainForm(UsedOnce, PlainWords, factor.ReauthenticateForm):
    pass


class ActivateAppForm(PlainWords, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(PlainWords, webauthn.AddWebAuthnForm):
    pass


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    pass


class InvitationForm(forms.Form):
    """What somebody who was invited tells: her name and a password."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    password1 = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=HELP["password1"],
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for name, hint in {"first_name": "given-name", "last_name": "family-name"}.items():
            self.fields[name].widget.attrs["autocomplete"] = hint

    def clean(self):
        """The password must not be the name either, so it is looked at last."""
        values = super().clean()
        for name in ("first_name", "last_name"):
            setattr(self.user, name, values.get(name, ""))
        if "password1" in values:
            try:
                password_validation.validate_password(values["password1"], self.user)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return values


class NewLinkForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address to which you were invited"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
