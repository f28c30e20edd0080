"""Partners of a file: recognised by name, made where they are new."""

from simple_history.utils import bulk_create_with_history

from offers.importing.memory import Memory
from offers.importing.offer_row import OfferRow, partner_key
from partners.models import Partner
from partners.slugs import free_slug
from partners.text import name_key

LONGEST_SLUG = Partner._meta.get_field("slug").max_length


def recognise_partners(rows: list[OfferRow], memory: Memory, reason: str) -> dict[str, Partner]:
    """The partner of each row by its key; new ones are stored. Three queries."""
    existing = list(Partner.objects.order_by("-pk"))
    by_pk = {partner.pk: partner for partner in existing}
    found = {key: by_pk[pk] for key, pk in memory.partners.items() if pk in by_pk}
    # The name a partner has today counts more than one it once had; of two of one name the older.
    found |= {name_key(partner.name): partner for partner in existing}
    _update_partners(rows, found, memory, reason)
    new, slugs = {}, {partner.slug for partner in existing}
    for row in rows:
        if partner_key(row) not in found and partner_key(row) not in new:
            new[partner_key(row)] = _new_partner(row, slugs)
    made = bulk_create_with_history(list(new.values()), Partner, batch_size=500, default_change_reason=reason)
    return found | dict(zip(new, made, strict=True))


def of_partner(row: OfferRow) -> dict[str, str]:
    """What a row says of its partner."""
    return {"kind": row.partner_kind, "website": row.partner_website}


def _update_partners(rows: list[OfferRow], found: dict[str, Partner], memory: Memory, reason: str):
    """Set what a file says anew of a partner that still holds what it has said last; the first row of each counts."""
    firsts = {partner_key(row): row for row in reversed(rows)}
    for key, row in firsts.items():
        partner = found.get(key)
        said = memory.said_of_partner.get(partner.pk, {}) if partner else {}
        changed = {
            name: value
            for name, value in of_partner(row).items()
            if name in said and value not in (said[name], "") and getattr(partner, name) == said[name]
        }
        if changed:
            for name, value in changed.items():
                setattr(partner, name, value)
            partner._change_reason = reason
            partner.save()


def _new_partner(row: OfferRow, slugs: set[str]) -> Partner:
    slug = free_slug(row.partner_name, longest=LONGEST_SLUG, taken=slugs.__contains__)
    slugs.add(slug)
    more = row.of_new_partner
    return Partner(name=row.partner_name, slug=slug, kind=row.partner_kind, website=row.partner_website, **more)
