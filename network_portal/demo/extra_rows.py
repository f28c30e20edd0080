"""What else the demo holds: the network itself, accounts, news, holidays, translations, reports of errors."""

import hashlib

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from network_portal.demo.days import read_day
from network_portal.demo.tables import DATA, Run, Table, read_tables
from network_portal.models import NewsItem
from offers.models import ErrorReport, Offer, Translation
from offers.models.translation import text_version
from partners.models import Membership, Network, Partner, SchoolHoliday

PICTURES = DATA / "pictures"


def load_network(run: Run, partners: dict[str, Partner]):
    """The row of the network, unless it is there already."""
    network = Network.objects.first()
    if network and not run.reset:
        return
    table = read_tables(DATA / "network.toml", "network", title="name")[0]
    network = network or Network()
    network.desk = table.find(partners, table.need("desk"))
    contact = table.need("desk_contact")
    network.desk_contact = table.find({row.name: row for row in network.desk.contacts.all()}, contact)
    for name in ("funded_from", "funded_until"):
        setattr(network, name, read_day(table.need(name), run.today))
    for name in ("logo", "funder_logo"):
        _set_picture(network, name, table.need(name))
    for name in list(table.values):
        setattr(network, name, table.take(name))
    table.check(network)
    run.count("network")
    network.save()


def _set_picture(row, name: str, file_name: str):
    """Store a picture of the demo; an older one makes room, so that repeated resets leave no copies behind."""
    stored = getattr(row, name)
    if stored:
        stored.delete(save=False)
    stored.save(file_name, ContentFile((PICTURES / file_name).read_bytes()), save=False)


def load_editors(run: Run, partners: dict[str, Partner]) -> list:
    """Two accounts that stand for editors of partners. Nobody can log in with them: they have no password."""
    editors = []
    for table in read_tables(DATA / "editors.toml", "editor", title="username"):
        user, created = get_user_model().objects.get_or_create(
            username=table.need("username"),
            defaults={name: table.need(name) for name in ("first_name", "last_name", "email")},
        )
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            run.count("editors")
        for values in table.take("memberships", []):
            _load_membership(run, Table(values, table.where), user, partners)
        editors.append(user)
    return editors


def _load_membership(run: Run, table: Table, user, partners: dict):
    partner = table.find(partners, table.need("partner"))
    days = {name: read_day(table.take(name), run.today) for name in ("since", "until")}
    fields = {"role": table.need("role"), "reads_referrals": table.take("reads_referrals", True)}
    fields |= {name: day for name, day in days.items() if day}
    table.done()
    Membership.objects.get_or_create(user=user, partner=partner, defaults=fields)


def load_news(run: Run):
    for table in read_tables(DATA / "news.toml", "news"):
        slug, picture = table.need("slug"), table.take("image")
        item = NewsItem.objects.filter(slug=slug).first()
        if item and not run.reset:
            continue
        item = item or NewsItem(slug=slug)
        item.date = read_day(table.need("date"), run.today)
        for name in ("title", "teaser", "body", "image_alt", "image_credit", "is_published"):
            setattr(item, name, table.take(name, getattr(item, name)))
        table.done()
        if picture:
            _set_picture(item, "image", picture)
        table.check(item)
        run.count("news")
        item.save()


def load_holidays(run: Run):
    for table in read_tables(DATA / "holidays.toml", "holiday", title="name"):
        values = {name: table.need(name) for name in ("state", "name", "starts_on", "ends_on")}
        table.done()
        state, starts_on = values.pop("state"), values.pop("starts_on")
        _row, created = SchoolHoliday.objects.get_or_create(state=state, starts_on=starts_on, defaults=values)
        if created:
            run.count("holidays")


def load_translations(run: Run, offers: dict[str, Offer]):
    """Texts of offers in other languages. One says which older German text it was made from: it counts as outdated."""
    offer_type = ContentType.objects.get_for_model(Offer)
    for table in read_tables(DATA / "translations.toml", "translation", title="offer"):
        offer = table.find(offers, table.need("offer"))
        key = {"content_type": offer_type, "object_id": offer.pk}
        key |= {"field": table.need("field"), "language": table.need("language")}
        source = table.take("made_from") or getattr(offer, key["field"])
        values = {"text": table.need("text"), "made_by_machine": table.take("made_by_machine", False)}
        table.done()
        values["source_version"] = text_version(source)
        _row, created = Translation.objects.get_or_create(**key, defaults=values)
        if created:
            run.count("translations")


def load_reports(run: Run, offers: dict[str, Offer]):
    """What visitors have told about entries, so that the office's list is not empty."""
    for table in read_tables(DATA / "reports.toml", "report", title="offer"):
        offer, kind, text = (table.need(name) for name in ("offer", "kind", "text"))
        days = {name: read_day(table.take(name), run.today) for name in ("created_on", "due_on", "done_on")}
        more = {"answer": table.take("answer", ""), "reply_email": table.take("reply_email", "")}
        row = table.find(offers, offer)
        table.done()
        token = hashlib.sha256(f"{offer} {text}".encode()).hexdigest()[:32]
        _row, created = ErrorReport.objects.get_or_create(
            token=token, defaults={"offer": row, "kind": kind, "text": text} | more | days
        )
        if created:
            run.count("reports")
