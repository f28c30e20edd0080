"""Puts the coordinators' site in the place of Django's own ``admin.site``."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "network_portal.adminsite.CoordinatorsSite"
