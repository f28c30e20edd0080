"""Accounts of people, with the partners they act for."""

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network_portal.accounts.recovery import remove_second_factor
from network_portal.accounts.sign_ins import end_all
from partners.admin.base import AddedOnce, CoordinatorsMay, PlainLists, TabularRows
from partners.models import Membership

User = get_user_model()
admin.site.unregister([User, Group])


# What Django calls “active” and “staff status” would puzzle an office: what it means, and what follows from it.
RIGHTS = {
    "is_active": (_("may log in"), _("Not ticked: the account stays, but opens nothing.")),
    "is_staff": (_("coordinator"), _("Opens the administration and may change every entry.")),
}


class MembershipRows(TabularRows):
    model = Membership
    autocomplete_fields = ["partner"]


class NewAccountForm(AdminUserCreationForm):
    """Django's own form, but for the one sentence in it that it has in English only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usable_password"].help_text = _("Without a password nobody can sign in with this account.")


class RightFilter(admin.BooleanFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = RIGHTS[self.field_path][0]


@admin.register(User)
class AccountAdmin(AddedOnce, PlainLists, CoordinatorsMay, UserAdmin):
    """Only a technical administrator makes technical administrators, and changes their accounts.

    People are invited; they alone change their address and password. Coordinators end logins, and help who is shut out.
    """

    add_form = NewAccountForm
    list_display = ["email", "first_name", "last_name", "partners", "coordinates", "may_log_in", "last_login"]
    list_filter = [("is_active", RightFilter), ("is_staff", RightFilter)]
    ordering = ["last_name", "first_name", "username"]
    filter_horizontal = []
    inlines = [MembershipRows]
    empty_value_display = "–"
    readonly_fields = ["last_login", "date_joined"]
    actions = ["end_logins", "remove_second_factors"]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        rights = ["is_active", "is_staff", *(["is_superuser"] if request.user.is_superuser else [])]
        return [
            (None, {"fields": ["username", *(["password"] if request.user.is_superuser else [])]}),
            (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Rights"), {"fields": rights}),
            (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in RIGHTS:
            field.label, field.help_text = capfirst(RIGHTS[db_field.name][0]), RIGHTS[db_field.name][1]
        return field

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if request.user.is_superuser else [*self.readonly_fields, "email"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (Django names it so)
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_all(obj)

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
        return ", ".join(membership.partner.display_name for membership in user.memberships.all()) or None

    @admin.display(description=RIGHTS["is_active"][0], boolean=True, ordering="is_active")
    def may_log_in(self, user):
        return user.is_active

    @admin.display(description=RIGHTS["is_staff"][0], boolean=True, ordering="is_staff")
    def coordinates(self, user):
        return user.is_staff

    @admin.action(description=_("End all logins"))
    def end_logins(self, request, queryset):
        people = [user for user in queryset if self.has_change_permission(request, user)]
        for user in people:
            end_all(user)
        self.message_user(request, _ended(len(people)), messages.SUCCESS)

    @admin.action(description=_("Remove the second factor (phone lost)"))
    def remove_second_factors(self, request, queryset):
        people = [user for user in queryset if self.has_change_permission(request, user)]
        for user in people:
            remove_second_factor(user, by=request.user)
        self.message_user(request, _removed(len(people)), messages.SUCCESS)


def _ended(count: int) -> str:
    text = ngettext(
        "The logins of %(count)s account were ended.", "The logins of %(count)s accounts were ended.", count
    )
    return text % {"count": count}


def _removed(count: int) -> str:
    text = ngettext(
        "The second factor of %(count)s account was removed.",
        "The second factors of %(count)s accounts were removed.",
        count,
    )
    return text % {"count": count}
