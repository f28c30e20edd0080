"""All periods of referrals: one row."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst

from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin
from referrals.models import Rules


@admin.register(Rules)
class RulesAdmin(GuardedAdmin, PortalAdmin):
    """The list leads to the one row, or to a form with the defaults before anybody has changed one."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Rules.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        # Nothing is added: these periods hold until somebody changes one.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().add_view(request, form_url, title | (extra_context or {}))

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        row = Rules.objects.first()
        if row is None:
            return redirect(reverse("admin:referrals_rules_add"))
        return redirect(reverse("admin:referrals_rules_change", args=[row.pk]))
