"""Who may see reports: coordinators all of them, field moderators those of their policy fields."""

import functools

from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.permissions import may_moderate


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
