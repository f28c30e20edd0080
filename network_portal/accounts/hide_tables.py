"""Takes the account library's tables out of the administration: they hold secrets, and rules that a form would skip."""

from allauth.account import admin as _addresses  # noqa: F401 (registers, whatever the order of the apps)
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401
from allauth.mfa.models import Authenticator
from django.contrib import admin

admin.site.unregister([EmailAddress, Authenticator])
