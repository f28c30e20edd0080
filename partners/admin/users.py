"""Accounts of people, with the partners they act for."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from partners.admin.base import CoordinatorsMay, TabularRows
from partners.models import Membership

User = get_user_model()
admin.site.unregister([User, Group])


class MembershipRows(TabularRows):
    model = Membership
    autocomplete_fields = ["partner"]


class NewAccountForm(AdminUserCreationForm):
    """Django's own form, but for the one sentence in it that it has in English only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usable_password"].help_text = _("Without a password nobody can sign in with this account.")


@admin.register(User)
class AccountAdmin(CoordinatorsMay, UserAdmin):
    """Only a technical administrator makes technical administrators, and changes their accounts."""

    add_form = NewAccountForm
    list_display = ["username", "first_name", "last_name", "email", "partners", "is_staff", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff"]
    ordering = ["last_name", "first_name", "username"]
    filter_horizontal = []
    inlines = [MembershipRows]
    readonly_fields = ["last_login", "date_joined"]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        rights = ["is_active", "is_staff", *(["is_superuser"] if request.user.is_superuser else [])]
        return [
            (None, {"fields": ["username", "password"]}),
            (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Rights"), {"fields": rights, "description": _("Staff are coordinators: they may change every entry.")}),
            (_("Dates"), {"fields": self.readonly_fields}),
        ]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__partner")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    @admin.display(description=_("partners"))
    def partners(self, user):
        return ", ".join(membership.partner.display_name for membership in user.memberships.all())
