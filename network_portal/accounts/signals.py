"""What logging in and changing an account sets off. Signals, since Django and the account library do both."""

from allauth.account import signals as account
from allauth.mfa import signals as factor
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from network_portal.accounts import sign_ins


def connect():
    """Called once, when the models are ready."""
    user_logged_in.connect(sign_ins.note_sign_in)
    user_logged_out.connect(sign_ins.note_sign_out)
    user_login_failed.connect(sign_ins.note_failure)
    factor.authentication_failed.connect(sign_ins.note_failed_factor)
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(sign_ins.end_others)
    for signal in (factor.authenticator_added, factor.authenticator_removed, factor.authenticator_reset):
        signal.connect(sign_ins.end_others)
