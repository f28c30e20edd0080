"""Loading the demo network as a whole."""

from django.db import transaction
from django.utils import timezone

from network_portal.demo.account_rows import load_accounts
from network_portal.demo.chain_rows import load_chains
from network_portal.demo.change_rows import load_changes
from network_portal.demo.extra_rows import (
    load_editors,
    load_holidays,
    load_network,
    load_news,
    load_reports,
    load_translations,
)
from network_portal.demo.history_rows import load_history
from network_portal.demo.inquiry_rows import load_inquiries
from network_portal.demo.offer_rows import load_offers
from network_portal.demo.partner_rows import load_partners
from network_portal.demo.referral_rows import load_referrals
from network_portal.demo.search_rows import load_searches
from network_portal.demo.tables import Run
from network_portal.demo.team_rows import load_teams
from network_portal.pages import load_pages
from offers.helplines import load_helplines
from offers.taxonomy import load_taxonomy
from partners.models import Network
from partners.place_files import REGION_FILE, read_places, store_places


class NotADemoError(RuntimeError):
    """The database holds a real network; the demo stays out of it."""


@transaction.atomic
def load_demo(*, today=None, reset=False) -> dict[str, int]:
    """Load what is missing of the demo; returns how many rows of each kind were written.

    ``reset`` writes all entries of the demo again, also those that people have changed meanwhile.
    Raises ``NotADemoError`` where a network is set up that is no demo, ``DemoDataError`` on a mistake in the files.
    """
    network = Network.objects.first()
    if network and not network.is_demo:
        raise NotADemoError(f"“{network}” is not a demo. Nothing was loaded.")
    run = Run(today=today or timezone.localdate(), reset=reset)
    load_taxonomy()
    store_places(read_places(REGION_FILE).places, region="12062")
    load_holidays(run)
    partners = load_partners(run)
    load_network(run, partners)
    load_accounts(run, partners)
    load_teams(run, partners)
    offers = load_offers(run, partners, load_editors(run, partners))
    load_translations(run, offers)
    load_reports(run, offers)
    load_changes(run, offers)
    load_referrals(run, partners, offers)
    load_history(run, partners)
    load_chains(run, partners, offers)
    load_inquiries(run, partners)
    load_searches(run)
    load_news(run)
    load_helplines()
    load_pages()
    return run.counts
