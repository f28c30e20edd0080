"""What is written down of a parent: the fields its recipients ask for, and no others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import PLEASE_ANSWER, LongTextField
from partners.models.choices import ReferralFact
from referrals.models import ContactWay

LONGEST_CONCERN = 2000  # characters
# What must be known for a way of contact.
NEEDED_FOR = {
    ContactWay.PHONE: "phone", ContactWay.SMS: "phone", ContactWay.EMAIL: "email", ContactWay.POST: "address",
}  # fmt: skip
NO_DIAGNOSES = _("No diagnoses, no names of others, no files. Write what the recipient must know to help.")


class PersonForm(forms.Form):
    """The parent. ``asked``: names of the fields that exist; ``needs``: what recipients want to know of the concern."""

    name = forms.CharField(
        label=_("Name, or what to call the person"), max_length=120, required=False,
        help_text=_("A first name or an invented name is enough if the recipient agrees."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=200, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    address = forms.CharField(
        label=_("Postal address"), max_length=250, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    times = forms.CharField(label=_("Good times for a contact"), max_length=200, required=False)
    language = forms.CharField(
        label=_("Language"), max_length=120, required=False, help_text=_("Only if it is not German.")
    )
    concern = LongTextField(
        label=_("What is it about?"), max_length=LONGEST_CONCERN, required=False, help_text=NO_DIAGNOSES,
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST_CONCERN}),
    )  # fmt: skip
    contact_way = forms.ChoiceField(label=_("How does the person want to be contacted?"), widget=forms.RadioSelect)

    def __init__(self, *args, asked, needs="", is_draft=False, **options):
        super().__init__(*args, **options)
        self.asked, self.is_draft = list(asked), is_draft
        for name in set(ReferralFact.values) - set(asked):
            del self.fields[name]
        if needs and "concern" in self.fields:
            self.fields["concern"].help_text = " ".join(
                map(str, (NO_DIAGNOSES, _("The recipient wants to know:"), needs))
            )
        ways = [way for way in ContactWay if NEEDED_FOR.get(way) in (None, *asked)]
        self.fields["contact_way"].choices = [(way.value, way.label) for way in ways]
        self.fields["contact_way"].required = not is_draft
        self.fields["contact_way"].error_messages["required"] = PLEASE_ANSWER

    def clean(self):
        cleaned = super().clean()
        needed = NEEDED_FOR.get(cleaned.get("contact_way"))
        if needed and needed not in self.errors and not cleaned.get(needed) and not self.is_draft:
            self.add_error(needed, _("This is needed for the contact that was wished for."))
        return cleaned

    @property
    def content(self) -> dict[str, str]:
        """What was filled in, by the names of ``Content``."""
        cleaned = getattr(self, "cleaned_data", {})
        return {name: cleaned.get(name, "") for name in [*self.asked, "contact_way"]}
