"""What pages behind the login need of accounts."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("includes/session.html")
def session_end():
    """Says when a login ends, and warns five minutes before; for every page with a form."""
    return {"idle_seconds": settings.SESSION_IDLE_SECONDS, "idle_minutes": settings.SESSION_IDLE_SECONDS // 60}
