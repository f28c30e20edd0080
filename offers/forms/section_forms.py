"""The questions of each section of an offer. Every field a partner may change stands in exactly one of them."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, TextField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import DAY, PLEASE_ANSWER, AgeField, FoundBoxes, LongTextField, PeopleField
from offers.forms.own_places import own_places, place_choices
from offers.forms.questions import QUESTIONS, choices_of
from offers.models import Offer, Topic
from offers.models.choices import Childcare
from partners.models import Contact, Membership, Municipality, Partner

RADIOS = {
    "for_whom", "for_pregnant", "residence", "benefit_receipt", "employment", "hours_known", "access", "cost_kind",
    "documents_known", "childcare", "anonymity", "bound_to_secrecy", "interpreter", "sign_language", "capacity",
}  # fmt: skip
LONG_TEXTS = {"description": 10, "plain_text": 10}  # rows on the screen
REQUIRED_ALWAYS = {"title", "policy_field"}


def form_field(db_field, **options):
    """The field of a form for a field of the model."""
    if isinstance(db_field, TextField):
        options["form_class"] = LongTextField
    return db_field.formfield(**options)


class OfferMeta:
    model = Offer
    formfield_callback = form_field


class SectionForm(forms.ModelForm):
    """Some questions of an offer. ``groups`` puts them under headings, a heading of None being none."""

    groups = ()

    def __init__(self, *args, user=None, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = QUESTIONS.get(name, (field.label, field.help_text))
            field.required = name in REQUIRED_ALWAYS
            field.error_messages["required"] = PLEASE_ANSWER
            self._as_question(name, field)
        for name in self.fields:
            limit = getattr(self, f"limit_{name}", None)
            if limit:
                limit(self.fields[name])

    def _as_question(self, name, field):
        if name in RADIOS:
            field.choices = choices_of(name, field.choices)
            field.widget = forms.RadioSelect(choices=field.choices)
        elif name == "delivery":
            field.choices = choices_of(name, field.choices)
        elif name == "policy_field":
            field.empty_label = _("Please choose")
        elif isinstance(field, forms.DateField):
            field.widget = DAY
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = LONG_TEXTS.get(name, 4)

    def heading_groups(self):
        """Headings with their bound fields; those in no group come first."""
        grouped = {name for _heading, names in self.groups for name in names}
        rest = [name for name in self.fields if name not in grouped]
        groups = [(None, rest), *self.groups] if rest else self.groups
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in groups]


class WhatForm(SectionForm):
    class Meta(OfferMeta):
        fields = [
            "title", "summary", "description", "plain_text", "other_names", "kind", "policy_field", "topics",
            "situations",
        ]  # fmt: skip
        widgets = {"topics": FoundBoxes, "situations": FoundBoxes}

    groups = [(_("Where parents find it"), ["kind", "policy_field", "topics", "situations", "other_names"])]

    def limit_topics(self, field):
        field.choices = topic_choices()
        if self.instance.policy_field_id:
            field.widget.opened = self.instance.policy_field.name


def topic_choices() -> list[tuple]:
    """All topics, under the names of their fields."""
    groups = {}
    for topic in Topic.objects.select_related("policy_field").order_by("policy_field__position", "position", "name"):
        groups.setdefault(topic.policy_field.name, []).append((topic.pk, topic.name))
    return list(groups.items())


class ForWhomForm(SectionForm):
    age_from = AgeField()
    age_to = AgeField(is_last=True)

    class Meta(OfferMeta):
        fields = [
            "for_whom", "age_from", "age_to", "for_pregnant", "residence", "service_area", "benefit_receipt",
            "employment", "eligibility", "not_for",
        ]  # fmt: skip
        widgets = {"service_area": FoundBoxes}

    def limit_service_area(self, field):
        chosen = Q(offers=self.instance) if self.instance.pk else Q()
        field.queryset = Municipality.objects.filter(Q(in_region=True) | chosen).distinct()


class WhenForm(SectionForm):
    class Meta(OfferMeta):
        fields = [
            "hours_known", "hours_text", "edge_hours_ticked", "notice", "notice_until", "visible_from", "visible_until",
        ]  # fmt: skip

    groups = [
        (_("At the moment"), ["notice", "notice_until"]),
        (_("Only for some time?"), ["visible_from", "visible_until"]),
    ]


class WhereForm(SectionForm):
    class Meta(OfferMeta):
        fields = ["delivery", "locations"]
        widgets = {"locations": forms.CheckboxSelectMultiple}

    def limit_locations(self, field):
        limit_places(self.instance, field)


def limit_places(offer, field):
    """Only places of the offer's own partner can be ticked."""
    field.queryset = own_places(offer)
    field.choices = place_choices(offer)


class WayForm(SectionForm):
    class Meta(OfferMeta):
        fields = ["access", "lead_time_hours", "booking_url", "contacts"]
        widgets = {"contacts": forms.CheckboxSelectMultiple}

    def limit_contacts(self, field):
        limit_contacts(self.instance, field)


def limit_contacts(offer, field):
    """Only contacts of the offer's own partner can be ticked, and those it names already."""
    chosen = Q(offers=offer) if offer.pk else Q()
    field.queryset = Contact.objects.filter(Q(partner=offer.partner_id) | chosen).distinct()
    field.label_from_instance = lambda contact: ", ".join(filter(None, (contact.name, contact.function)))


class CostForm(SectionForm):
    class Meta(OfferMeta):
        fields = ["cost_kind", "cost_text", "payers", "documents_known", "documents"]

    groups = [(_("To bring along"), ["documents_known", "documents"])]


class MoreForm(SectionForm):
    editor = PeopleField(get_user_model().objects.none())
    deputy_editor = PeopleField(get_user_model().objects.none())

    class Meta(OfferMeta):
        fields = [
            "childcare", "childcare_notice_days", "languages", "interpreter", "sign_language", "anonymity",
            "bound_to_secrecy", "capacity", "capacity_as_of", "expected_wait", "takes_referrals", "referral_facts",
            "referral_needs", "partner_note", "editor", "deputy_editor", "review_interval", "co_owners", "follows",
            "programme", "funder", "funded_until",
        ]  # fmt: skip
        widgets = {"co_owners": FoundBoxes, "follows": FoundBoxes, "languages": FoundBoxes}

    groups = [
        (_("Children"), ["childcare", "childcare_notice_days"]),
        (_("Languages"), ["languages", "interpreter", "sign_language"]),
        (_("Trust"), ["anonymity", "bound_to_secrecy"]),
        (_("Free places"), ["capacity", "capacity_as_of", "expected_wait"]),
        (_("Among partners"), ["takes_referrals", "referral_facts", "referral_needs", "partner_note"]),
        (_("Who looks after this entry"), ["editor", "deputy_editor", "review_interval"]),
        (_("Together with others"), ["co_owners", "follows"]),
        (_("Funding"), ["programme", "funder", "funded_until"]),
    ]

    def limit_languages(self, field):
        field.widget = FoundBoxes(choices=field.choices)

    def limit_co_owners(self, field):
        chosen = Q(shared_offers=self.instance) if self.instance.pk else Q()
        others = Partner.objects.filter(Q(pk__in=Partner.objects.current()) | chosen)
        field.queryset = others.exclude(pk=self.instance.partner_id).distinct()

    def limit_follows(self, field):
        chosen = Q(followed_by=self.instance) if self.instance.pk else Q()
        shown = Offer.objects.exclude(publication="deleted").filter(Q(partner=self.instance.partner_id) | chosen)
        field.queryset = shown.exclude(pk=self.instance.pk).distinct()

    def limit_editor(self, field):
        limit_people(self.instance, field, self.instance.editor_id)

    def limit_deputy_editor(self, field):
        limit_people(self.instance, field, self.instance.deputy_editor_id)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("childcare") != Childcare.REQUEST:
            cleaned["childcare_notice_days"] = None
        is_new = "capacity" in self.changed_data and "capacity_as_of" not in self.changed_data
        if is_new or ("capacity_as_of" in cleaned and cleaned["capacity_as_of"] is None):
            cleaned["capacity_as_of"] = timezone.localdate() if cleaned.get("capacity") != "unknown" else None
        return cleaned


def limit_people(offer, field, chosen):
    """Colleagues who act for the partner today, and who is named already."""
    team = Q(pk__in=Membership.objects.active().filter(partner=offer.partner_id).values("user"))
    people = get_user_model().objects.filter(team | Q(pk=chosen))
    field.queryset = people.order_by("last_name", "first_name", "pk")
    field.empty_label = _("nobody in particular")
