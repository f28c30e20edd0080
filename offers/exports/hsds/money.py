"""What an offer costs, who pays for it, what to bring along."""

from django.utils.translation import gettext as _

from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.models.choices import Documents
from offers.page.answers import cost_words
from offers.page.rows import ordered


def fees_of(offer) -> str:
    """The cost in the partner's words, else in ours."""
    return offer.cost_text or cost_words(offer)


def costs_of(offer, service_id: str) -> list[dict]:
    """Prices in euros; a reduced one is an option of its own."""
    made = []
    for row in ordered(offer.cost_rows):
        amounts = [("", row.amount, row.label), ("reduced", row.reduced_amount, _reduced_label(row))]
        made += [
            known(
                id=uuid_of("cost_option", f"{row.id}{'.' if which else ''}{which}"),
                service_id=service_id,
                option=label,
                currency="EUR",
                amount=float(amount),
                amount_description=row.unit,
            )
            for which, amount, label in amounts
            if amount is not None
        ]
    return made


def _reduced_label(row) -> str:
    words = _("reduced: %(for_whom)s") % {"for_whom": row.reduced_for} if row.reduced_for else _("reduced")
    return f"{row.label}, {words}" if row.label else words


def documents_of(offer, service_id: str) -> list[dict]:
    """Things to bring along, where they are known."""
    if offer.documents_known != Documents.LISTED:
        return []
    lines = [line.strip() for line in offer.documents.splitlines() if line.strip()]
    return [
        {"id": uuid_of("required_document", f"{offer.pk}.{number}"), "service_id": service_id, "document": line}
        for number, line in enumerate(lines)
    ]


def funding_of(offer, service_id: str) -> list[dict]:
    """Who pays for the offer."""
    ident = uuid_of("funding", offer.pk)
    return [{"id": ident, "service_id": service_id, "source": offer.funder}] if offer.funder else []


def program_of(offer) -> dict:
    """The programme an offer belongs to; the standard wants a description, which we have none of."""
    if not offer.programme:
        return {}
    ident = uuid_of("program", f"{offer.partner_id}/{offer.programme}")
    organization = uuid_of("organization", offer.partner_id)
    return {"id": ident, "organization_id": organization, "name": offer.programme, "description": offer.programme}
