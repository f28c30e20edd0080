"""Anonymous inquiries of the demo, asked, answered and closed by the steps that people would take."""

from datetime import timedelta

from network_portal.demo.referral_rows import CODES, moment, somebody, token_of, town_rows
from network_portal.demo.tables import DATA, Run, Table, read_tables
from network_portal.models import OutgoingMail
from offers.models import PolicyField
from referrals.codes import code_for, hash_of, hashes_of, plain
from referrals.handing import Target
from referrals.inquiries import ask, close, reply, reply_as_parent
from referrals.models import Inquiry
from referrals.proposals import propose


def load_inquiries(run: Run, partners: dict):
    """All inquiries that are missing, at the desk and at other partners."""
    last_mail = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    fields, towns = PolicyField.objects.in_bulk(field_name="key"), town_rows()
    for table in read_tables(DATA / "inquiries.toml", "inquiry", title="key"):
        key, code = table.need("key"), table.take("code")
        code = plain(CODES[code]) if code else code_for(token_of(key))
        if Inquiry.objects.filter(code_hash__in=hashes_of(code)).exists():
            continue
        _load(run, table, key, code, partners, fields, towns)
        run.count("inquiries")
    OutgoingMail.objects.filter(pk__gt=last_mail).delete()


def _load(run: Run, table: Table, key, code, partners, fields, towns):
    partner, field, town = table.find(partners, table.need("partner")), table.take("field"), table.take("town")
    values = {
        "policy_field": table.find(fields, field) if field else None,
        "municipality": table.find(towns, town) if town else None,
    }  # fmt: skip
    asked = ask(token_of(key), text=table.need("text"), partner=partner, now=moment(run, table.need("asked")), **values)
    inquiry = Inquiry.objects.get(code_hash=hash_of(asked))
    Inquiry.objects.filter(pk=inquiry.pk).update(code_hash=hash_of(code))
    replies, proposal, closed = table.take("replies", []), table.take("proposal"), table.take("closed")
    table.done()
    user = somebody(partner).user
    for number, row in enumerate(replies):
        now = moment(run, row["ago"])
        if row["side"] == "parent":
            reply_as_parent(inquiry, row["text"], token=f"{token_of(key)}-{number}", now=now)
        else:
            reply(inquiry, row["text"], by=user, now=now)
    if proposal:
        target, now = Target(table.find(partners, proposal["to"])), moment(run, proposal["ago"]) + timedelta(hours=1)
        propose(inquiry, target, by=user, concern=proposal["concern"], words=proposal["words"], now=now)
    if closed is not None:
        close(inquiry, by=user, now=moment(run, closed))
