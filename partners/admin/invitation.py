"""Invitations: whom coordinators ask to work for a partner, or with them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.actions import invite
from partners.admin.base import PortalAdmin
from partners.colleagues import remind_invitation, withdraw_invitation
from partners.models import Invitation, Membership

GIVEN = ["name", "email", "is_coordinator", "partner", "role", "moderates"]
STATE = ["created_on", "expires_on", "reminded_on", "accepted_on", "withdrawn_on", "invited_by"]


class InvitationForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        email, partner = cleaned.get("email"), cleaned.get("partner")
        if email and Invitation.objects.open().filter(email__iexact=email, partner=partner).exists():
            raise ValidationError(_("This person has been invited already."))
        if partner and Membership.objects.active().filter(partner=partner, user__email__iexact=email).exists():
            raise ValidationError(_("This person works for the partner already."))
        return cleaned


class OpenFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("expired", _("ran out")), ("done", _("accepted or withdrawn"))]

    def queryset(self, request, queryset):
        waiting = queryset.filter(accepted_on=None, withdrawn_on=None)
        return {
            "open": waiting.filter(expires_on__gte=timezone.localdate()),
            "expired": waiting.filter(expires_on__lt=timezone.localdate()),
            "done": queryset.exclude(accepted_on=None, withdrawn_on=None),
        }.get(self.value(), queryset)


@admin.register(Invitation)
class InvitationAdmin(PortalAdmin):
    """Made here, and then only reminded or withdrawn: what was sent stays what it is."""

    form = InvitationForm
    list_display = ["email", "name", "partner", "role", "is_coordinator", *STATE[:-1]]
    list_filter = [OpenFilter, "is_coordinator", "role"]
    date_hierarchy = "created_on"
    list_select_related = ["partner"]
    search_fields = ["email", "name", "partner__name"]
    autocomplete_fields = ["partner"]
    actions = ["remind", "withdraw"]

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": GIVEN}), *([(_("State"), {"fields": STATE})] if obj else [])]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and obj is None

    def save_model(self, request, obj, form, change):
        made = invite(by=request.user, **{name: form.cleaned_data[name] for name in GIVEN})
        obj.pk = made.pk

    @admin.action(description=_("Send once more"))
    def remind(self, request, queryset):
        for invitation in queryset.filter(accepted_on=None, withdrawn_on=None):
            remind_invitation(invitation)
        messages.success(request, _("The mails are on their way."))

    @admin.action(description=_("Withdraw"))
    def withdraw(self, request, queryset):
        for invitation in queryset.filter(accepted_on=None, withdrawn_on=None):
            withdraw_invitation(invitation)
        messages.success(request, _("The invitations were withdrawn."))
