"""The form of an offer: the few first questions for a new one, and everything for one that is there."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offers.actions import slug_is_taken
from offers.admin.inlines import places_of
from offers.models import Offer
from partners.admin.editing import GuardedForm
from partners.admin.slugs import SlugFromForm
from partners.models import Contact

ADD_FIELDSETS = [
    (
        None,
        {
            "fields": ["partner", "title", "slug", "summary", "policy_field", "kind"],
            "description": _("The first questions. After saving you are asked for everything else."),
        },
    ),
]
WHAT = ["partner", "co_owners", "title", "slug", "other_names", "summary", "description", "plain_text"]
SORTED = ["policy_field", "topics", "situations", "kind", "follows"]
SHOWN = [
    "publication", "status", "paused_until", ("visible_from", "visible_until"), ("notice", "notice_until"),
    ("programme", "funder", "funded_until"),
]  # fmt: skip
FOR_WHOM = [
    "for_whom", ("age_from", "age_to"), "for_pregnant", "residence", "service_area", ("benefit_receipt", "employment"),
    "eligibility", "not_for",
]  # fmt: skip
HOW = [
    "delivery", "locations", "contacts", "access", "lead_time_hours", "booking_url",
    ("childcare", "childcare_notice_days"), ("anonymity", "bound_to_secrecy"),
]  # fmt: skip
COST = [
    "cost_kind",
    "cost_text",
    "payers",
    "documents_known",
    "documents",
    ("capacity", "capacity_as_of", "expected_wait"),
]
REVIEW = [("editor", "deputy_editor"), "review_interval", "confirmed_on", "confirmed_by", "updated_at", "created_at"]

CHANGE_FIELDSETS = [
    (_("What it is"), {"fields": WHAT, "description": _("Short words, short sentences, “Sie”.")}),
    (_("Where it is found"), {"fields": SORTED}),
    (_("Whether it is shown"), {"fields": SHOWN, "description": _("Publish, hide, archive: by the buttons below.")}),
    (_("For whom"), {"fields": FOR_WHOM, "description": _("Ages in months: 36 is the third birthday.")}),
    (_("How and where"), {"fields": HOW}),
    (
        _("When"),
        {
            "fields": ["hours_known", "hours_text", "edge_hours_ticked"],
            "description": _("The times themselves stand further down under “Opening times”."),
        },
    ),
    (_("Languages"), {"fields": ["languages", ("interpreter", "sign_language")], "classes": ["collapse"]}),
    (_("Costs, things to bring, places"), {"fields": COST}),
    (
        _("For partners"),
        {
            "fields": ["takes_referrals", "referral_facts", "referral_needs", "partner_note"],
            "description": _("The note is for partners only; it never leaves the portal."),
        },
    ),
    (_("Who looks after the entry"), {"fields": REVIEW}),
]  # fmt: skip


class OfferForm(SlugFromForm, GuardedForm):
    slug_source = "title"

    class Meta:
        model = Offer
        exclude = ["publication", "confirmed_on", "confirmed_by"]
        widgets = {
            "situations": forms.CheckboxSelectMultiple,
            "locations": forms.CheckboxSelectMultiple,
            "contacts": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "locations" in self.fields:
            self._offer_own_places_and_contacts()

    def _offer_own_places_and_contacts(self):
        """Only places and contacts of the partners of this offer can be ticked, and those it names already."""
        offer = self.instance
        partners = [offer.partner_id, *offer.co_owners.values_list("pk", flat=True)]
        contacts = Contact.objects.filter(partner__in=partners) | Contact.objects.filter(offers=offer)
        self.fields["locations"].queryset = places_of(offer)
        self.fields["contacts"].queryset = contacts.distinct()
        words = _("Of the partner. A new one is made on the page of the partner.")
        self.fields["locations"].help_text = self.fields["contacts"].help_text = words

    def slug_is_taken(self, slug):
        return slug_is_taken(slug, but_for=self.instance if self.instance.pk else None)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug and self.slug_is_taken(slug):
            raise ValidationError(_("Another offer has or had this address."))
        return slug
