"""The figures of the network, in the order of the page; the keys are parts of addresses and names of files."""

from network_portal.reports.figures.answers import answers
from network_portal.reports.figures.base import Figure, Scope
from network_portal.reports.figures.flow import flow
from network_portal.reports.figures.gaps import gaps
from network_portal.reports.figures.inquiries import inquiries
from network_portal.reports.figures.offers import offers
from network_portal.reports.figures.outcomes import outcomes
from network_portal.reports.figures.referrals import by_field, states

FIGURES = {
    "angebote": offers, "stand": states, "felder": by_field, "wege": flow, "antwortzeit": answers,
    "ergebnisse": outcomes, "luecken": gaps, "anfragen": inquiries,
}  # fmt: skip


def all_figures(scope: Scope) -> list[Figure]:
    """Every figure."""
    return [make(scope) for make in FIGURES.values()]


__all__ = ["FIGURES", "Figure", "Scope", "all_figures"]
