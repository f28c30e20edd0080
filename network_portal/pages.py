"""The texts of the pages every portal has: where they come from, and what is filled in."""

from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from network_portal.models import Page, PageKey
from partners.phones import show_phone

FOLDER = Path(__file__).parent / "data" / "pages"


@cache
def default_page(key: str) -> Page:
    """The text the portal comes with, as an unsaved page: a title, the day it was written, a blank line, Markdown."""
    title, day, body = (FOLDER / f"{key}.md").read_text(encoding="utf-8").split("\n", 2)
    return Page(
        key=key, title=title.removeprefix("# "), checked_on=date.fromisoformat(day.split()[-1]), body=body.strip()
    )


def current_page(key: str) -> Page:
    """The page as the office has written it, else the default."""
    return Page.objects.filter(key=key).first() or default_page(key)


def load_pages() -> int:
    """Create the pages that are missing, for the office to edit; returns how many. Safe to repeat."""
    existing = set(Page.objects.values_list("key", flat=True))
    missing = [default_page(key) for key in PageKey.values if key not in existing]
    Page.objects.bulk_create(
        Page(key=page.key, title=page.title, body=page.body, checked_on=page.checked_on) for page in missing
    )
    return len(missing)


def filled(text: str, network) -> str:
    """The text with ``{netzwerk}`` and its like replaced by what the network says of itself, or by a plain gap."""
    desk = network.desk
    values = {
        "netzwerk": network.name,
        "region": network.region,
        "e-mail": network.email and f"[{network.email}](mailto:{network.email})",
        "telefon": network.desk_phone and f"[{show_phone(network.desk_phone)}](tel:{network.desk_phone})",
        "anlaufstelle": desk and desk.name,
    }
    for name, value in values.items():
        gap = _("**[still missing here: %(what)s]**") % {"what": name.capitalize()}
        text = text.replace(f"{{{name}}}", str(value or gap))
    return text
