"""What an office does with an inquiry: answering, handing on, proposing a referral; and handing the desk over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from partners.phones import PhoneFormField, read_phone
from referrals.asking import asked_facts
from referrals.desk import partners_who_read
from referrals.forms.ask import WordsField
from referrals.proposals import possible_offers, possible_partners


class AnswerForm(forms.Form):
    """An answer, given to the thread as one has seen it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = WordsField(
        label=_("Your answer"),
        help_text=_("In short, plain sentences. The parent reads it with the code."),
        error_messages={"required": _("Please write a few words.")},
    )


class CloseForm(forms.Form):
    """Closing needs no words."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class HandOnForm(forms.Form):
    """Another partner who reads inquiries."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    partner = forms.ModelChoiceField(
        label=_("Who should answer instead?"), queryset=Partner.objects.none(), empty_label=_("Please choose"),
        error_messages={"required": _("Please choose.")},
    )  # fmt: skip

    def __init__(self, *args, inquiry, **options):
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners_who_read().exclude(pk=inquiry.partner_id)


class TargetForm(forms.Form):
    """Whom to propose: an offer, or a partner without a certain offer."""

    ziel = forms.ChoiceField(label=_("Who could help?"), error_messages={"required": _("Please choose.")})

    def __init__(self, *args, inquiry, **options):
        super().__init__(*args, **options)
        groups = {}
        for partner in possible_partners(inquiry):
            groups[partner.pk] = (partner.name, [(f"p{partner.pk}", _("%(name)s, in general") % {"name": partner})])
        for offer in possible_offers(inquiry).order_by("title", "pk"):
            groups[offer.partner_id][1].append((f"o{offer.pk}", offer.title))
        self.fields["ziel"].choices = [("", _("Please choose")), *groups.values()]


class ProposeForm(forms.Form):
    """What that partner would read, in the shortest words that suffice, and a word to the parent."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    concern = WordsField(
        label=_("What it is about"),
        required=False,
        help_text=_(
            "From the thread. Please shorten it to what this partner needs: no names, nothing about other people, no "
            "diagnoses. The parent can change it before she agrees."
        ),
    )
    words = WordsField(label=_("A word to the parent"), required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, target, **options):
        super().__init__(*args, **options)
        if "concern" not in asked_facts(target.partner, target.offer):
            del self.fields["concern"]


class DeskForm(forms.Form):
    """The new first contact, and how one reaches it."""

    former = forms.CharField(widget=forms.HiddenInput, required=False)
    partner = forms.ModelChoiceField(
        label=_("New first contact"), queryset=Partner.objects.none(), empty_label=_("Please choose"),
        help_text=_("Only partners for whom somebody reads inquiries."),
        error_messages={"required": _("Please choose.")},
    )  # fmt: skip
    phone = PhoneFormField(
        label=_("Telephone there"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )
    hours = forms.CharField(label=_("Hours there"), max_length=120, required=False)

    def clean_phone(self):
        """As it is stored. Raises ``ValidationError`` where it is no telephone number."""
        return read_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def __init__(self, *args, desk, **options):
        super().__init__(*args, **options)
        self.fields["former"].initial = desk.pk if desk else ""
        self.fields["partner"].queryset = partners_who_read().exclude(pk=desk.pk if desk else None)
