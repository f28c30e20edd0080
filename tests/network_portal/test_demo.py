"""The demo network: complete, plainly fictional, pleasant to read, safe to load twice.

It is loaded once for the module; what a test changes is rolled back.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from network_portal.demo import NotADemoError, load_demo
from network_portal.demo.referral_rows import CODES, LINK
from network_portal.demo.tables import DATA, DemoDataError, read_tables
from network_portal.models import NewsItem
from network_portal.reports.figures import FIGURES, Scope, all_figures
from network_portal.reports.figures.answers import answers
from network_portal.reports.periods import Period
from offers.exports.feeds import with_published_at
from offers.models import (
    CostOption,
    ErrorReport,
    FormerSlug,
    LifeSituation,
    NextStep,
    Offer,
    OfferLink,
    OpeningException,
    OpeningTime,
    PolicyField,
    Topic,
    Translation,
)
from partners.fields import CodeListField
from partners.models import (
    Absence,
    ClosingPeriod,
    Contact,
    Invitation,
    JoinRequest,
    Location,
    Membership,
    Municipality,
    Network,
    Partner,
    PartnerLink,
)
from partners.phones import PhoneField
from referrals.links import link_with
from referrals.models import FollowUp, FollowUpKind, Inquiry, InquiryStatus, Referral
from referrals.models import Status as ReferralStatus
from referrals.parents import behind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
SHOWN = [
    Absence, ClosingPeriod, Contact, CostOption, ErrorReport, FormerSlug, Invitation, JoinRequest, Location, Membership,
    Municipality, Network, NewsItem, NextStep, Offer, OfferLink, OpeningException, OpeningTime, Partner, PartnerLink,
    Translation,
]  # fmt: skip
# The ranges that the Bundesnetzagentur keeps free for films and books.
FICTION = re.compile(
    r"\+49(3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|17139200\d\d|17604069\d{3}|"
    r"15228817386|15228895456|15254599371)"
)


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo of a fixed day, for all tests of this module, and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today=TODAY)
        yield
        transaction.set_rollback(True)


def concrete_fields(model):
    skipped = ("id", "token")
    return [field for field in model._meta.get_fields() if field.concrete and field.name not in skipped]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_demo_uses_every_field(model):
    unused = [field.name for field in concrete_fields(model) if not is_used(model, field)]
    assert unused == []


def is_used(model, field):
    if field.many_to_many:
        return model.objects.filter(**{f"{field.name}__isnull": False}).exists()
    return any(value not in (None, "", []) for value in model.objects.values_list(field.name, flat=True))


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_demo_uses_every_choice(model):
    unused = {field.name: left for field in concrete_fields(model) if (left := unused_choices(model, field))}
    assert unused == {}


def unused_choices(model, field):
    # Languages, Länder and licences are lists of the world, not answers that a page must show one by one.
    if field.name in ("languages", "language", "state", "data_licence"):
        return set()
    # The kinds of organisations are shown by those that are in the network.
    if (model, field.name) == (JoinRequest, "kind"):
        return set()
    if not isinstance(field, CodeListField | models.BooleanField) and not getattr(field, "choices", None):
        return set()
    values = list(model.objects.values_list(field.name, flat=True))
    if isinstance(field, CodeListField):
        return {code for code, _label in field.code_choices} - {code for codes in values for code in codes}
    if isinstance(field, models.BooleanField):
        return {True, False} - set(values) if model not in (Network, Municipality) else set()
    return {code for code, _label in field.choices} - set(values)


def test_demo_uses_every_topic_and_situation():
    assert list(Topic.objects.filter(offers=None).values_list("key", flat=True)) == []
    assert list(LifeSituation.objects.filter(offers=None).values_list("key", flat=True)) == []


def test_demo_has_a_moderator_for_each_field():
    founders = {"work", "further_training", "social_services", "health"}
    assert not PolicyField.objects.filter(moderator=None).exists()
    moderators = PolicyField.objects.filter(key__in=founders).values_list("moderator__membership", flat=True)
    assert list(moderators) == ["founder"] * 4


def test_demo_has_its_size():
    assert (Offer.objects.count(), Partner.objects.current().count()) == (150, 37)


def test_demo_is_spread_over_the_towns():
    towns = ["Finsterwalde", "Herzberg (Elster)", "Bad Liebenwerda", "Elsterwerda", "Doberlug-Kirchhain"]
    counts = [Offer.objects.filter(locations__municipality__name=town).distinct().count() for town in towns]
    assert min(counts) >= 8, dict(zip(towns, counts, strict=True))


def all_rows():
    return [row for model in SHOWN for row in model.objects.all()]


def test_demo_numbers_are_reserved_for_fiction():
    numbers = {
        value
        for row in all_rows()
        for field in row._meta.concrete_fields
        if isinstance(field, PhoneField) and (value := getattr(row, field.attname))
    }
    assert [number for number in sorted(numbers) if not FICTION.fullmatch(number)] == []
    assert len(numbers) > 40


def test_demo_addresses_lead_to_example_org():
    wrong = [
        value
        for row in all_rows()
        for field in row._meta.concrete_fields
        if isinstance(field, models.EmailField | models.URLField) and (value := getattr(row, field.attname))
        if not re.search(r"[@/.]example\.org(/|$)", value)
    ]
    assert wrong == []


def test_demo_files_hold_no_other_addresses():
    texts = {path.name: path.read_text(encoding="utf-8") for path in DATA.rglob("*.toml")}
    domains = re.compile(r"[\w.-]+\.(?:de|com|org|net|info)\b")
    found = {name: set(domains.findall(text)) for name, text in texts.items()}
    assert {domain for each in found.values() for domain in each if not domain.endswith("example.org")} == set()


def test_demo_summaries_are_short():
    assert [title for title, text in Offer.objects.values_list("title", "summary") if not 20 <= len(text) <= 140] == []


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?])\s+", text.replace("z. B.", "zum Beispiel")) if part]


def test_demo_descriptions_are_plain():
    """Two to six sentences; on average at most 15 words, none above 25."""
    wrong = []
    for title, text in Offer.objects.values_list("title", "description"):
        lengths = [len(sentence.split()) for sentence in sentences(text)]
        if not 2 <= len(lengths) <= 6 or max(lengths) > 25 or sum(lengths) / len(lengths) > 15:
            wrong.append((title, lengths))
    assert wrong == []


def test_demo_does_not_repeat_itself():
    """No sentence of a description or summary stands in two offers."""
    seen = {}
    for slug, *texts in Offer.objects.values_list("slug", "summary", "description"):
        for sentence in sentences(" ".join(texts)):
            seen.setdefault(sentence, set()).add(slug)
    assert {sentence: slugs for sentence, slugs in seen.items() if len(slugs) > 1} == {}


def test_demo_plain_language_is_plain():
    texts = list(Offer.objects.exclude(plain_text="").values_list("plain_text", flat=True))
    longest = max(len(line.split()) for text in texts for line in text.splitlines())
    assert len(texts) >= 15
    assert longest <= 12


def test_demo_speaks_politely():
    """Parents are addressed as “Sie”; “du” stands only where a child or a sign on the door speaks."""
    texts = Offer.objects.exclude(slug="elterntausch-du-heute-ich-morgen").values_list("slug", "summary", "description")
    impolite = re.compile(r"\b(du|dich|dir|dein|deine|deinen|deinem|euch|euer)\b", re.IGNORECASE)
    assert [slug for slug, *rest in texts if impolite.search(" ".join(rest))] == []


def test_demo_offers_that_are_shown_say_how_to_start():
    shown = Offer.objects.published(on=TODAY)
    assert list(shown.filter(next_steps=None).values_list("title", flat=True)) == []
    assert list(shown.filter(contacts=None).values_list("title", flat=True)) == []
    assert list(shown.filter(topics=None).values_list("title", flat=True)) == []


def test_demo_keeps_the_shelter_secret():
    shelter = Location.objects.get(is_hidden=True)
    assert shelter.address_lines[1:] == ["04…"]


def test_demo_has_fresh_due_and_old_entries():
    ages = [
        (TODAY - day).days for day in Offer.objects.exclude(confirmed_on=None).values_list("confirmed_on", flat=True)
    ]
    assert (sum(age <= 92 for age in ages) > 80, any(183 <= age <= 230 for age in ages), max(ages) > 365) == (True,) * 3


def test_demo_has_news_and_a_past():
    moments = [row.published_at for row in with_published_at(Offer.objects.published(TODAY))]
    ages = [(TODAY - timezone.localdate(moment)).days for moment in moments]
    assert (5 < sum(age < 30 for age in ages) < 20, 300 < max(ages) <= 500, min(ages) > 0) == (True,) * 3


def test_demo_translations_show_every_state():
    rows = Translation.objects.all()
    assert {row.language for row in rows} == {"en", "uk"}
    assert [row.is_outdated for row in rows].count(True) == 1
    assert [row.made_by_machine for row in rows].count(True) == 1


def test_demo_pictures_are_small():
    assert [path.name for path in (DATA / "pictures").iterdir() if path.stat().st_size > 40_000] == []


@pytest.mark.parametrize("model", [CostOption, NextStep, OfferLink], ids=lambda model: model.__name__)
def test_demo_details_have_a_history(model):
    assert model.history.filter(history_type="+").count() == model.objects.count()


def counts_and_values():
    tables = [*SHOWN, Offer.history.model, Partner.history.model]
    return {model: list(model.objects.order_by("pk").values()) for model in tables}


def test_load_demo_changes_nothing_the_second_time():
    before = counts_and_values()
    assert load_demo(today=TODAY) == {}
    assert counts_and_values() == before


def test_load_demo_keeps_what_people_changed_and_moves_the_rest_with_the_calendar():
    offer, other = (
        Offer.objects.get(slug=slug) for slug in ("lebensmittel-fuer-die-woche", "familienpass-beispielkreis")
    )
    offer.title = "Von Hand geändert"
    offer.save()
    Partner.objects.filter(slug="voller-korb").update(name="Umbenannt")
    NewsItem.objects.update(title="Neuer Titel")
    before, steps = other.confirmed_on, other.next_steps.count()
    load_demo(today=TODAY + timedelta(days=10))
    for row in (offer, other):
        row.refresh_from_db()
    assert (offer.title, offer.partner.name) == ("Von Hand geändert", "Umbenannt")
    assert set(NewsItem.objects.values_list("title", flat=True)) == {"Neuer Titel"}
    assert (other.confirmed_on - before, other.next_steps.count()) == (timedelta(days=10), steps)
    assert Offer.objects.count() == 150


def test_load_demo_reset_writes_everything_again():
    offer = Offer.objects.get(slug="lebensmittel-fuer-die-woche")
    title, offer.title = offer.title, "Von Hand geändert"
    offer.save()
    Partner.objects.filter(slug="voller-korb").update(name="Umbenannt")
    contacts = Contact.objects.count()
    load_demo(today=TODAY, reset=True)
    offer.refresh_from_db()
    assert (offer.title, offer.partner.short_name) == (title, "Voller Korb")
    assert (Offer.objects.count(), Contact.objects.count()) == (150, contacts)


def test_load_demo_stays_out_of_a_real_network():
    Network.objects.update(is_demo=False)
    with pytest.raises(NotADemoError, match="is not a demo"):
        load_demo(today=TODAY)
    with pytest.raises(CommandError, match="is not a demo"):
        call_command("load_demo")


def test_demo_has_a_public_account_for_each_role(django_user_model, capsys):
    people = [user for user in django_user_model.objects.order_by("email") if user.has_usable_password()]
    assert [(user.email, user.is_staff, user.is_superuser) for user in people] == [
        ("koordination@example.org", True, False), ("leitung@example.org", False, False),
        ("moderation@example.org", False, False), ("redaktion@example.org", False, False),
        ("zwei@example.org", False, False),
    ]  # fmt: skip
    assert [user.memberships.count() for user in people] == [0, 1, 1, 1, 2]
    call_command("demo_accounts")
    lines = capsys.readouterr().out.splitlines()[1:]
    assert sorted(line.split()[0] for line in lines) == [user.email for user in people]
    assert {len(line.split()[1]) for line in lines} == {6}


def test_demo_files_are_read_strictly(tmp_path):
    path = tmp_path / "offers.toml"
    path.write_text('[[offer]]\ntitle = "Kurs"\ncolour = "blue"\n')
    table = read_tables(path, "offer")[0]
    table.need("title")
    with pytest.raises(DemoDataError, match=r"offers\.toml, Kurs: unknown key colour\."):
        table.done()
    path.write_text('[[offr]]\ntitle = "Kurs"\n')
    with pytest.raises(DemoDataError, match="unknown table offr"):
        read_tables(path, "offer")


def test_demo_has_referrals_in_every_state_and_inquiries_too():
    assert set(Referral.objects.values_list("status", flat=True)) == set(ReferralStatus.values)
    assert set(Inquiry.objects.values_list("status", flat=True)) == set(InquiryStatus.values)
    overdue = Referral.objects.filter(due_on__lt=TODAY).exclude(status=ReferralStatus.AWAITING_CONSENT)
    urgent, outside = Referral.objects.filter(is_urgent=True), Referral.objects.filter(recipient=None)
    siblings, follows = Referral.objects.exclude(group=""), Referral.objects.exclude(follows=None)
    assert [rows.exists() for rows in (overdue, urgent, outside, siblings, follows)] == [True] * 5
    assert Referral.objects.filter(status="awaiting_consent").exclude(inquiry=None).count() == 1
    asked_today = FollowUp.objects.filter(kind=FollowUpKind.FIRST, due_on__lte=TODAY, done_on=None)
    assert asked_today.count() == 1  # how the person is, a month after it helped


def test_demo_codes_and_link_open_what_the_readme_says():
    assert behind(CODES["inquiry"]).inquiry.messages.count() > 2
    assert sorted(row.status for row in behind(CODES["slip"]).referrals) == ["completed", "in_progress"]
    assert link_with(LINK).referral.recipient.memberships.count() == 0
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [text in readme for text in (*CODES.values(), LINK)] == [True] * 3


def test_demo_has_a_past_that_every_figure_tells_of():
    scope = Scope(None, Period(date(2025, 1, 1), TODAY), TODAY)
    telling = {figure.key for figure in all_figures(scope) for row in figure.rows if set(map(type, row[1:])) & {int}}
    assert telling == set(FIGURES) - {"antwortzeit"}  # which says classes instead of numbers
    assert len(answers(scope).rows) >= 5


def test_past_of_the_demo_is_complete_and_holds_nobody():
    past = Referral.objects.filter(consent__giver="", ended_on__isnull=False).exclude(sent_on=None)
    assert past.filter(content__isnull=False).count() == 0
    assert past.filter(settled_on__isnull=False).count() >= 200
