"""A new offer on one short page: what publishing needs, with what is usual at the partner filled in already."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from offers.copies import create_draft
from offers.forms.fields import FoundBoxes
from offers.forms.section_forms import OfferMeta, SectionForm, limit_contacts, limit_places, topic_choices
from offers.importing.hours import hours_of
from offers.models import CostOption, NextStep, Offer, OpeningTime
from offers.models.choices import Access, CostKind, Delivery, HoursKnown


class NewOfferForm(SectionForm):
    """About fifteen answers. What is written in words becomes rows where it can be read with certainty."""

    times = forms.CharField(
        label=_("When is it?"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("As you would write it on a door: “Mo–Do 9–12 Uhr, Di 14–18 Uhr”."),
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("How many euros?"), required=False, max_digits=8, decimal_places=2, min_value=0, localize=True,
        help_text=_("Only if it costs something."),
    )  # fmt: skip
    first_step = forms.CharField(
        label=_("What should parents do first?"), required=False, max_length=300,
        help_text=_("Such as “Call us. We find a time together.”"),
    )  # fmt: skip

    class Meta(OfferMeta):
        fields = [
            "title", "summary", "kind", "policy_field", "topics", "for_whom", "delivery", "locations", "contacts",
            "access", "cost_kind", "documents_known", "documents", "anonymity",
        ]  # fmt: skip
        widgets = {
            "topics": FoundBoxes, "locations": forms.CheckboxSelectMultiple, "contacts": forms.CheckboxSelectMultiple,
        }  # fmt: skip

    groups = [
        (_("What is it?"), ["title", "summary", "kind", "policy_field", "topics", "for_whom"]),
        (_("Where and when?"), ["delivery", "locations", "times"]),
        (_("How do parents get it?"), ["contacts", "access", "first_step"]),
        (_("What does it take?"), ["cost_kind", "amount", "documents_known", "documents", "anonymity"]),
    ]

    def __init__(self, *args, partner, **kwargs):
        kwargs["instance"] = Offer(partner=partner)
        super().__init__(*args, **{"initial": defaults_of(partner)} | kwargs)

    @property
    def forms(self) -> list:
        """All forms of the page: this one. A section has more of them."""
        return [self]

    def limit_topics(self, field):
        field.choices = topic_choices()
        if usual := self.initial.get("policy_field"):
            field.widget.opened = usual.name

    def limit_locations(self, field):
        limit_places(self.instance, field)

    def limit_contacts(self, field):
        limit_contacts(self.instance, field)

    @transaction.atomic
    def save(self, by):
        """Store a draft with its rows; the person becomes the one who looks after it, if she acts for the partner."""
        offer, cleaned = self.instance, self.cleaned_data
        if by.memberships.active().filter(partner=offer.partner_id).exists():
            offer.editor = by
        offer.review_interval = self.initial.get("review_interval", offer.review_interval)
        hours = hours_of(cleaned["times"], [])
        offer.hours_known, offer.hours_text = hours.known, hours.text
        if hours.known == HoursKnown.UNKNOWN and offer.access == Access.APPOINTMENT:
            offer.hours_known = HoursKnown.APPOINTMENT
        create_draft(offer, by=by)
        self._save_m2m()
        for values in hours.times:
            store_row(OpeningTime(offer=offer, **{name: value for name, value in values.items() if name != "site"}), by)
        if cleaned["first_step"]:
            store_row(NextStep(offer=offer, text=cleaned["first_step"]), by)
        if cleaned["amount"] is not None and offer.cost_kind == CostKind.PRICED:
            store_row(CostOption(offer=offer, amount=cleaned["amount"]), by)
        return offer


def store_row(row, by):
    """Store a row of an offer under the name of the person who wrote it."""
    row._history_user = by
    row.save()


def defaults_of(partner) -> dict:
    """What is most likely true of a new offer: what is so with the partner's others, or where there is one only."""
    places, contacts = list(partner.locations.all()[:2]), list(partner.contacts.all()[:2])
    latest = partner.offers.order_by("-created_at", "-pk").first()
    field = partner.moderated_fields.first() if latest is None else latest.policy_field
    found = {
        "delivery": [Delivery.ON_SITE] if places else [],
        "locations": places if len(places) == 1 else [],
        "contacts": contacts if len(contacts) == 1 else [],
        "policy_field": field,
        "kind": latest.kind if latest else None,
        "review_interval": latest.review_interval if latest else None,
    }
    return {name: value for name, value in found.items() if value}
