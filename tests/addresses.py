"""All addresses of the project by their full names."""

from django.urls import URLPattern, get_resolver


def addresses(patterns=None, namespace=""):
    """Name and view of each address; Django's admin guards itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        elif pattern.namespace != "admin":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)


def private_addresses() -> dict:
    """Those that need a login."""
    return {name: view for name, view in addresses() if getattr(view, "login_required", True)}
