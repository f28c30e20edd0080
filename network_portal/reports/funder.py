"""The report for the funder: what the network did in a period, as text, tables and pictures for paper and document.

The same data on the same day make the same bytes. Everything about people comes from the figures, rounded as there.
"""

from datetime import datetime, time

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network_portal.models import NewsItem
from network_portal.reports.figures import Scope, all_figures
from network_portal.typesetting import pdf
from offers.exports.brochure.front import funder_words, network_words
from offers.models import Offer
from partners.models import Network, Partner
from referrals.models import Chain

TEMPLATE = "print/funder_report.typ"


def funder_report(scope: Scope) -> dict:
    """Everything that stands in the report, as plain data."""
    network, period, today = Network.objects.current(), scope.period, scope.today
    return {
        "title": _("Report on the work of the network"), "network": network_words(network),
        "funder": funder_words(network), "period": period.words,
        "as_of": _("As of %(day)s") % {"day": date_format(today, "j. F Y")},
        "about": [line.strip() for line in network.welcome.splitlines() if line.strip()],
        "facts": facts(period, today), "figures": [_for_paper(figure) for figure in all_figures(scope)],
        "chains": chains(), "news": news(period), "notes": notes(), "words": words(),
    }  # fmt: skip


def words() -> dict:
    """Headings and short words of the report."""
    return {
        "network": _("The network"), "what": _("What there is"), "how_many": _("how many"), "figures": _("The figures"),
        "chains": _("Ways that partners have agreed on"), "news": _("News of the period"), "notes": _("Notes"),
        "counted": _("How this is counted:"), "contents": _("Contents"), "page": _("Page"), "funded": _("Funded by"),
    }  # fmt: skip


def facts(period, today) -> list[list[str]]:
    """Partners, offers, news and agreed ways, in numbers; nothing about parents."""
    partners = Partner.objects.current()
    offers = Offer.objects.published(today)
    rows = [
        (_("partners in the network"), partners.count()),
        (_("of these joined in the period"), partners.filter(member_since__range=period).count()),
        (_("offers that parents find"), offers.count()),
        (_("of these confirmed or checked in the period"), offers.filter(confirmed_on__range=period).count()),
        (_("pieces of news in the period"), len(news(period))),
        (_("ways that partners have agreed on"), Chain.objects.in_force().count()),
    ]
    return [[label, str(number)] for label, number in rows]


def chains() -> list[str]:
    """Ways in force, each with how long it is."""
    rows = Chain.objects.in_force().with_step_count().order_by("title", "pk")
    return [_("%(title)s (%(count)d steps)") % {"title": row.title, "count": row.step_count} for row in rows]


def news(period) -> list[str]:
    """Published news of the period, oldest first."""
    rows = NewsItem.objects.filter(is_published=True, date__range=period).order_by("date", "pk")
    return [f"{date_format(row.date, 'j. F Y')}: {row.title}" for row in rows]


def notes() -> list[str]:
    """What whoever reads the figures has to know."""
    return [
        _("Numbers of referrals and inquiries come in steps of five, so that nobody can be recognised in them."),
        _("“Fewer than 5” may also mean none. A number that is shown differs from the true one by four at most."),
        _("Only whole months are counted, from two weeks after their end. What parents say is counted later still."),
        _("Offers, partners and searches are no people: their numbers are exact."),
    ]


def _for_paper(figure) -> dict:
    """A figure with its picture as SVG that needs no style sheet."""
    chart = figure.chart and render_to_string(
        "network_portal/reports/_chart.html", {"chart": figure.chart, "name": figure.key, "paper": True}
    )
    return {
        "title": figure.title, "headline": figure.headline, "counted": figure.counted, "header": figure.header,
        "rows": [[str(cell) for cell in row] for row in figure.rows], "picture": chart or "",
        "alt": f"{figure.title}. {figure.headline}",
    }  # fmt: skip


def as_pdf(report: dict, today) -> bytes:
    """The report on paper: PDF/UA-1 and PDF/A-2a."""
    return pdf(TEMPLATE, report, moment(today))


def moment(today):
    """When it says it was made: at the beginning of the day, so that one day makes one file."""
    return timezone.make_aware(datetime.combine(today, time()))
