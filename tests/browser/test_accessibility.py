"""Axe finds nothing on the public pages, narrow and wide, light and dark, and nothing runs over the edge at 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from network_portal.models import NewsItem
from offers.models import HelpLine, PolicyField
from partners.models import Network
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_situation,
    make_topic,
)

PATHS = [
    "/", "/angebote/", "/angebote/?kosten=free&ort=nirgendwo", "/angebote/beratung/", "/angebote/beratung/fehler/",
    "/partner/", "/partner/stelle/", "/themen/", "/themen/geld/", "/lebenslagen/", "/lebenslagen/not/",
    "/ansprechpartner/", "/a-z/", "/netzwerk/", "/aktuelles/", "/aktuelles/neu/", "/heute/", "/merkzettel/",
    "/hilfe-sofort/", "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/spuren/", "/gibt-es-nicht/",
    "/leichte-sprache/", "/gebaerdensprache/", "/angebote/vorbei/", "/angebote/?q=mein+freund+schl%C3%A4gt+mich",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _network():
    Network(name="Netzwerk Beispielkreis", region="Beispielkreis", desk_phone="+493023125000", is_demo=True).save()
    town, partner = make_municipality(postcode="03238"), make_partner(name="Stelle", slug="stelle")
    field, situation = (
        make_field(name="Geld", slug="geld", moderator=partner),
        make_situation(slug="not", prominent=True),
    )
    topic = make_topic(policy_field=PolicyField.objects.get(pk=field.pk))
    offer = make_offer(
        title="Beratung", slug="beratung", partner=partner, policy_field=field, topics=[topic], situations=[situation],
        locations=[make_location(partner, municipality=town, step_free="yes")], contacts=[make_contact(partner)],
        kind="childcare", hours_known="times", lead_time_hours=2, notice="Heute nur bis 12 Uhr",
    )  # fmt: skip
    make_offer(title="Vorbei", slug="vorbei", partner=partner, status="ended")
    make_opening(offer, "MO TU WE TH FR", "8:00", "16:00")
    HelpLine.objects.create(key="police", name="Polizei", group="emergency", phone="110", always_open=True)
    NewsItem.objects.create(title="Neu", slug="neu", teaser="Neues", body="Text", is_published=True)


def findings(page):
    """Violations of WCAG 2.2 AA and best practice, as “rule: target”."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PATHS)
def test_page_is_accessible(visit, path):
    for width, scheme in ((320, "light"), (1280, "dark")):
        page = visit(path, width=width, scheme=scheme, bypass_csp=True)  # axe adds styles of its own to the page
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
