"""The one page on which somebody is handed on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import PLEASE_ANSWER, LongTextField
from offers.models import PolicyField
from partners.models import Municipality, Partner
from partners.models.choices import ReferralFact
from referrals.asking import asked_facts, needs_in_words
from referrals.forms.consents import ConsentForm, third_partners
from referrals.forms.person import PersonForm
from referrals.models import Referral

OUTSIDE_FACTS = [ReferralFact.NAME.value, ReferralFact.PHONE.value, ReferralFact.CONCERN.value]


class FrameForm(forms.Form):
    """From whom, about what. ``senders``: the person's own partners, as a queryset."""

    sender = forms.ModelChoiceField(
        label=_("From which organisation?"), queryset=Partner.objects.none(), empty_label=None, to_field_name="slug"
    )
    policy_field = forms.ModelChoiceField(
        label=_("Which field is it about?"), queryset=PolicyField.objects.all(), empty_label=_("Please choose"),
        error_messages={"required": PLEASE_ANSWER},
        help_text=_("The consent says what the details may be used for."),
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        label=_("Where does the person live?"), required=False, empty_label=_("we leave this open"),
        queryset=Municipality.objects.filter(in_region=True),
        help_text=_("Without a street. The network counts from this where help is missing."),
    )  # fmt: skip
    is_urgent = forms.BooleanField(label=_("It is urgent. The recipient has less time for its answer."), required=False)
    is_transfer = forms.BooleanField(
        label=_("The responsibility goes along: once the recipient accepts, it decides how to go on, not we."),
        required=False,
    )

    def __init__(self, *args, senders, **options):
        super().__init__(*args, **options)
        self.senders = senders
        self.fields["sender"].queryset = senders
        if len(senders) == 1:
            del self.fields["sender"]

    @property
    def sender_chosen(self) -> Partner:
        """For whom the person writes; the first of her partners until she has chosen."""
        return getattr(self, "cleaned_data", {}).get("sender") or self.senders[0]

    @property
    def frame(self) -> dict:
        """Further fields of ``Referral``."""
        names = ("policy_field", "municipality", "is_urgent", "is_transfer", "outside_body")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class HandingForm(FrameForm, PersonForm, ConsentForm):
    """To partners of the network: what they ask for, and the consent. ``is_draft``: kept for later, or until a code."""

    def __init__(self, *args, targets, is_draft=False, is_waiting=False, **options):
        self.targets = targets
        keys = {key for target in targets for key in asked_facts(target.partner, target.offer)}
        asked = [key for key in ReferralFact.values if key in keys]
        super().__init__(
            *args, asked=asked, releasable=asked, is_draft=is_draft,
            needs=" ".join(filter(None, (needs_in_words(target.offer) for target in targets))),
            is_needed=not (is_draft or is_waiting),
            third=third_partners(targets[0].partner, *options["senders"]) if len(targets) == 1 else None, **options,
        )  # fmt: skip
        if all(target.offer for target in targets):
            del self.fields["policy_field"]
        elif is_draft:
            self.fields["policy_field"].required = False

    @property
    def drafts(self) -> list[Referral]:
        """The referrals as they would be written now."""
        field = getattr(self, "cleaned_data", {}).get("policy_field")
        return [
            Referral(sender=self.sender_chosen, recipient=target.partner, offer=target.offer,
                     policy_field=target.offer.policy_field if target.offer else field)
            for target in self.targets
        ]  # fmt: skip

    content = PersonForm.content

    @property
    def about(self) -> list:
        """The fields above the consent, in their order."""
        first = ["sender", "policy_field", *self.asked, "contact_way", "municipality", "is_urgent", "is_transfer"]
        return [self[name] for name in first if name in self.fields]


class OutsideForm(FrameForm, PersonForm):
    """To a body outside the network: nothing is sent, the parent takes a slip along."""

    outside_body = forms.CharField(
        label=_("Which office or body?"), max_length=200, error_messages={"required": PLEASE_ANSWER}
    )
    next_steps = LongTextField(
        label=_("What are the next steps?"), max_length=2000, error_messages={"required": PLEASE_ANSWER},
        widget=forms.Textarea({"rows": 4}), help_text=_("This stands on the slip: where to go, what to bring along."),
    )  # fmt: skip

    targets, consent = (), None

    def __init__(self, *args, is_draft=False, **options):
        super().__init__(*args, asked=OUTSIDE_FACTS, is_draft=is_draft, **options)
        self.fields["next_steps"].required = not is_draft
        for name in ("contact_way", "is_transfer", "is_urgent"):
            del self.fields[name]
        self.fields["policy_field"].required = False
        self.fields["policy_field"].help_text = ""

    @property
    def content(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in [*self.asked, "next_steps"]}

    @property
    def about(self) -> list:
        """All fields, in their order."""
        names = ["sender", "outside_body", "next_steps", *self.asked, "policy_field", "municipality"]
        return [self[name] for name in names if name in self.fields]
