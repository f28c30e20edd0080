"""Who may see reports: coordinators all of them, field moderators those of their policy fields."""

import functools

from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from offers.models import PolicyField
from partners.permissions import is_coordinator, may_moderate, moderating_partner_ids


def fields_of(user):
    """Policy fields of which ``user`` may see reports; none for people who look after no field."""
    if is_coordinator(user):
        return PolicyField.objects.all()
    return PolicyField.objects.filter(moderator__in=moderating_partner_ids(user))


def report_page(view):
    """Marks a view as a report: reading only, 404 for everybody but coordinators and field moderators."""

    @require_safe
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        if not may_moderate(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return page


def page(request, template, **context):
    """A report in the frame of the admin: header, bread crumbs, print."""
    return TemplateResponse(request, f"network_portal/reports/{template}", admin.site.each_context(request) | context)
