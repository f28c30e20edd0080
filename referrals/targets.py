"""Whom a parent may be handed on to, as the address of a page names it: slugs of offers and partners."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.models import Offer
from offers.notepad import MOST_ASKED as MOST  # who asks more at once asks nobody
from offers.notepad import keys_in
from partners.models import Partner
from referrals.handing import Target
from referrals.workflow import takes_referrals

OFFER, PARTNER, CHOICE = "angebot", "partner", "auswahl"  # ?angebot=<slug>&partner=<slug>&auswahl=12.34


class Chosen(NamedTuple):
    """Who can be asked, and a sentence for each who cannot."""

    targets: list[Target]
    problems: list[str]


def chosen_targets(query, *, without=()) -> Chosen:
    """The targets an address names, each partner once. ``without``: keys of partners that cannot be meant."""
    targets, problems = {}, []
    for target, problem in _named(query):
        if not problem and target.partner.pk in without:
            problem = _("%(partner)s cannot be asked here.") % {"partner": target.partner.name}
        if problem:
            problems.append(problem)
        elif target.partner.pk in targets:
            problems.append(_("%(partner)s is asked once only.") % {"partner": target.partner.name})
        else:
            targets[target.partner.pk] = target
    if len(targets) > MOST:
        text = ngettext("Please ask %(n)s organisation at most.", "Please ask %(n)s organisations at most.", MOST)
        problems.append(text % {"n": MOST})
    return Chosen(list(targets.values())[:MOST], problems)


def _named(query):
    """Pairs of a target and what is wrong with it, in the order of the address; two queries."""
    slugs, keys = query.getlist(OFFER)[: 2 * MOST], keys_in(query.get(CHOICE, ""))[0]
    offers = Offer.objects.published().select_related("partner", "policy_field")
    rows = list(offers.filter(slug__in=slugs) | offers.filter(pk__in=keys)) if slugs or keys else []
    by_slug, by_key = {row.slug: row for row in rows}, {row.pk: row for row in rows}
    for offer in [*(by_slug.get(slug) for slug in slugs), *(by_key.get(key) for key in keys)]:
        yield _offer_target(offer)
    slugs = query.getlist(PARTNER)[: 2 * MOST]
    partners = {row.slug: row for row in Partner.objects.filter(slug__in=slugs)} if slugs else {}
    for slug in slugs:
        yield _partner_target(partners.get(slug))


def _offer_target(offer):
    if offer is None:
        return None, _("One of the offers does not exist, or no longer.")
    target, problem = _partner_target(offer.partner)
    return (target._replace(offer=offer) if target and offer.takes_referrals else target), problem


def _partner_target(partner):
    if partner is None:
        return None, _("One of the partners does not exist, or no longer.")
    if not takes_referrals(partner):
        return None, _("%(partner)s does not take referrals at present.") % {"partner": partner.name}
    return Target(partner), ""


def address_parts(target) -> tuple[str, str]:
    """Name and value by which an address names a target."""
    return (OFFER, target.offer.slug) if target.offer else (PARTNER, target.partner.slug)


def target_of(offer) -> Target | None:
    """Whom one would ask about an offer: its partner for it, or its partner in general; None where nobody can be."""
    return _offer_target(offer)[0]
