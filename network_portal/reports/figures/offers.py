"""Offers of each policy field, and how fresh what they say is. Nothing about people: every number is exact."""

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope, count
from offers.models import Offer, PolicyField
from offers.models.choices import Publication, Status
from offers.quality import review_due
from offers.workflow import HELD


def offers(scope: Scope) -> Figure:
    """Published offers whose word is fresh, those to ask about, and those that were hidden as out of date."""
    on = scope.today
    stale = Q(publication=Publication.HIDDEN) & ~Q(review_step=HELD) & ~Q(status=Status.ENDED)
    rows = Offer.objects.filter(stale | Q(pk__in=Offer.objects.published(on).values("pk")))
    shown = Q(publication=Publication.PUBLISHED)
    numbers = {
        "fresh": Count("pk", filter=shown & ~review_due(on)), "ask": Count("pk", filter=shown & review_due(on)),
        "stale": Count("pk", filter=~shown),
    }  # fmt: skip
    counts = count(rows, scope, numbers, by=["policy_field"])
    fields = scope.limited_fields(PolicyField.objects.all())
    table = [[field.name, *counts.of(field.pk).values()] for field in fields]
    totals = [sum(row[place] for row in table) for place in (1, 2, 3)]
    series = [_("fresh"), _("please ask"), _("out of date")]
    headline = ngettext("%(count)d offer is published", "%(count)d offers are published", totals[0] + totals[1])
    headline %= {"count": totals[0] + totals[1]}
    headline = _("%(offers)s, %(fresh)d of them freshly confirmed.") % {"offers": headline, "fresh": totals[0]}
    title = _("Offers and how fresh they are")
    return Figure(
        "angebote", title, headline,
        _(
            "As of %(day)s. Fresh: confirmed within the interval the offer has. Please ask: published, but the "
            "confirmation is older, or there is none. Out of date: hidden, because nobody has confirmed it."
        ) % {"day": date_format(on, "j. F Y")},
        [_("policy field"), *series], [*table, [_("all together"), *totals]],
        svg.bars(title, headline, [(name, numbers) for name, *numbers in table], series), [counts.query], None,
    )  # fmt: skip
