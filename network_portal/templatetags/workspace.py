"""The menu of the partners' workspace."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.permissions import is_coordinator, memberships_of, moderating_partner_ids
from referrals.permissions import reading_partner_ids
from referrals.tasks import count_of

register = template.Library()

MOST_PARTNERS = 4  # in the menu; who acts for more finds them among the offers


@register.inclusion_tag("workspace/_menu.html", takes_context=True)
def workspace_menu(context):
    """What the person may open; the part she is in is marked as current."""
    request = context["request"]
    entries = []
    for url, label in entries_for(request.user):
        current = "page" if request.path == url else "true" if is_within(request.path, url) else ""
        entries.append({"url": url, "label": label, "current": current})
    return {"entries": entries, "csrf_token": context.get("csrf_token")}


def entries_for(user):
    """Address and label of each entry of the menu for ``user``."""
    rows = [("workspace", [], _("Tasks")), ("offers:mine", [], _("Offers"))]
    if reading_partner_ids(user):
        rows.append(("referrals:inbox", [], referrals_label(user)))
    partners = [membership.partner for membership in memberships_of(user)]
    if partners or is_coordinator(user):
        rows.append(("referrals:own-chains", [], _("Ways")))
    if len(partners) <= MOST_PARTNERS:
        rows += [("partners:profile", [partner.slug], partner.display_name) for partner in partners]
    if is_coordinator(user) or moderating_partner_ids(user):
        rows.append(("offers:moderation", [], _("Moderation")))
    rows.append(("account", [], _("My account")))
    if is_coordinator(user):
        rows.append(("admin:index", [], _("Administration")))
    for name, arguments, label in rows:
        try:
            yield reverse(name, args=arguments), label
        except NoReverseMatch:
            continue


def referrals_label(user) -> str:
    """“Referrals”, with how many of them wait for ``user`` today."""
    count = count_of(user, timezone.localdate())
    return _("Referrals (%(count)s)") % {"count": count} if count else _("Referrals")


def is_within(path, url) -> bool:
    """Whether a page lies below a menu entry; below ``/intern/`` lies everything, so it does not count."""
    return url != reverse("workspace") and path.startswith(url)
