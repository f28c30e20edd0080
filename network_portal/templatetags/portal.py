"""Tags and filters that the templates of several apps use."""

import threading
from functools import lru_cache

from django import template
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network_portal import cookieless, mail
from network_portal.context_processors import network_of
from network_portal.markdown import to_html
from network_portal.once import FIELD, new_token
from network_portal.storage import version_of
from partners.phones import show_phone

register = template.Library()
ONE_READER = threading.Lock()

MENU = [
    ("offers:list", _("Offers")),
    ("offers:situations", _("Life situations")),
    ("partners:list", _("Partners")),
    ("offers:notepad", _("Notepad")),
]


@register.filter
def phone(number: str) -> str:
    """A stored telephone number as one reads it in Germany."""
    return show_phone(number) if number else ""


@register.filter
def breakable(name: str) -> str:
    """A name that may break behind a slash; browsers would rather cut off the last letter of “Freizeit/Begegnung”."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in name.split("/")))


@register.simple_tag
def once():
    """The hidden field by which a form that is sent twice happens once (``network_portal.once``)."""
    return format_html('<input type="hidden" name="{}" value="{}" />', FIELD, new_token())


@register.simple_tag
def stamp():
    """The hidden field by which a form of a page without cookies shows that it is ours (``cookieless``)."""
    return format_html('<input type="hidden" name="{}" value="{}" />', cookieless.FIELD, cookieless.new_stamp())


@register.simple_tag
def absolute(row) -> str:
    """The whole address of a row, or of a page by its name; for texts that leave the portal."""
    return mail.absolute(reverse(row) if isinstance(row, str) else row.get_absolute_url())


@register.simple_tag
def read_only() -> bool:
    """Whether the portal takes nothing in any more, so that no link should lead to a form."""
    return settings.READ_ONLY


@register.simple_tag
def exit_url() -> str:
    """Where “Leave this page” leads: a site that tells nobody anything."""
    return settings.EXIT_URL


@register.simple_tag(takes_context=True)
def style_sheet(context) -> str:
    """Where the style sheet is; the one in the colours of the network is no file, so it has an address of its own."""
    colour = context["network"].colour
    return f"{reverse('colours')}?v={version_of(colour)}" if colour else static("css/portal.css")


@register.simple_tag
def icon(name: str) -> str:
    """The line drawing ``templates/icons/<name>.svg``; a dot where there is none of this name."""
    try:
        return get_template(f"icons/{name}.svg").render()
    except TemplateDoesNotExist:
        return get_template("icons/other.svg").render()


@register.simple_tag(takes_context=True)
def frame(context, name: str, *, loud: bool = False):
    """A piece that stands on every page, such as the header; rendered once per version of the content and section."""
    request = context.get("request")
    section = section_of(request.path) if request else ""
    version = getattr(request, "content_version", None)
    if version is None:
        return _frame(name, section, loud, context.get("network"))
    return _kept_frame(name, section, loud, version, get_language())


@lru_cache(maxsize=100)
def _kept_frame(name, section, loud, version, language):
    return _frame(name, section, loud, network_of(version))


def _frame(name, section, loud, network):
    return render_to_string(name, {"section": section, "loud": loud, "network": network})


def section_of(path: str) -> str:
    """The part of the portal an address is in: itself for ``/angebote/``, ``/angebote/…`` for all below."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{first}/…" if rest else path


@register.inclusion_tag("includes/menu.html", takes_context=True)
def main_menu(context):
    """The menu, with the page or the part of the portal one is in marked as current."""
    section = context.get("section", "")
    entries = []
    for name, label in MENU:
        url = reverse(name)
        current = "page" if section == url else "true" if section.startswith(url) else ""
        entries.append({"url": url, "label": label, "current": current})
    return {"entries": entries}


@register.filter
def desk_phone(network) -> str:
    """The telephone number of the first contact: its own, else that of the contact there, if the public may see it."""
    contact = network.desk_contact
    return network.desk_phone or (contact.phone if contact and contact.is_public else "")


@register.filter
def picture_size(image) -> tuple[int, int] | None:
    """Width and height of an uploaded picture in pixels; None where the file is gone."""
    try:
        with ONE_READER:  # a kept row serves several threads, and the first of them closes the file
            return image.width, image.height
    except OSError:
        return None


@register.filter
def markdown(text: str) -> str:
    """A text of the office as HTML."""
    return mark_safe(to_html(text))  # to_html escapes every HTML a text may hold


@register.filter
def languages(row) -> list[str]:
    """The names of the languages of a contact or help line."""
    return row._meta.get_field("languages").labels_of(row.languages)


@register.filter
def first_input(field) -> str:
    """The id a link to a field must name; a group of choices takes no focus, so there it is the first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
