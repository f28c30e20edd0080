"""What pages behind the login need of accounts."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("account/_session_end.html")
def session_end(*, hint=True):
    """Warns five minutes before a login ends; with ``hint`` a page with a form also says so in advance."""
    seconds = settings.SESSION_IDLE_SECONDS
    return {"idle_seconds": seconds, "idle_minutes": seconds // 60, "hint": hint}
