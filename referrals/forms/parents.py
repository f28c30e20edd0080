"""What a parent decides with her code: what leaves, and whether it helped."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_portal.cookieless import StampedForm
from partners.models.choices import ReferralFact
from referrals.forms.ask import WordsField
from referrals.models.choices import ContactWay, ParentAnswer
from referrals.proposals import NEEDED_FOR, contact_ways

# The contact wishes in the words of the person herself.
OWN_WORDS = {
    ContactWay.PHONE: gettext_lazy("Call me"),
    ContactWay.SMS: gettext_lazy("Write me a text message"),
    ContactWay.EMAIL: gettext_lazy("Write me an e-mail"),
    ContactWay.POST: gettext_lazy("Write me a letter, without your name on the envelope"),
    ContactWay.SENDER: gettext_lazy("Tell my office, which tells me"),
    ContactWay.SELF: gettext_lazy("I get in touch myself"),
    ContactWay.NONE: gettext_lazy("Please do not contact me"),
}
LONG = {ReferralFact.CONCERN, ReferralFact.ADDRESS}
TYPES = {ReferralFact.PHONE: "tel", ReferralFact.EMAIL: "email"}


class FactsForm(StampedForm):
    """Field by field: what it says, and a tick whether it may be passed on. Nothing is ticked beforehand."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, asked, content=None, **options):
        """``asked``: the facts the recipient asks for; ``content``: what the office has prepared, if anything."""
        super().__init__(*args, **options)
        self.asked = asked
        for key in asked:
            self.fields[key] = self._text_field(key, getattr(content, key, ""))
            self.fields[f"pass_{key}"] = forms.BooleanField(label=_("May be passed on"), required=False)
        ways = [(way, OWN_WORDS[ContactWay(way)]) for way in contact_ways(asked)]
        self.fields["contact_way"] = forms.ChoiceField(
            label=_("How may they reach you?"), choices=ways, widget=forms.RadioSelect,
            initial=getattr(content, "contact_way", ""), error_messages={"required": _("Please choose.")},
        )  # fmt: skip

    @staticmethod
    def _text_field(key, text):
        label = str(ReferralFact(key).label)
        options = {"label": label[:1].upper() + label[1:], "required": False, "initial": text}
        if key in LONG:
            return WordsField(**options, widget=forms.Textarea({"rows": 4}))
        if key == ReferralFact.EMAIL:
            return forms.EmailField(max_length=200, **options)
        return forms.CharField(max_length=200, widget=forms.TextInput({"type": TYPES.get(key, "text")}), **options)

    def pairs(self):
        """The fields in twos, for the page: what it says, and the tick."""
        return [(self[key], self[f"pass_{key}"]) for key in self.asked]

    def clean(self):
        """``cleaned_data["facts"]`` is what may leave: text by fact."""
        data = self.cleaned_data
        ticked = [key for key in self.asked if data.get(f"pass_{key}")]
        for key in ticked:
            if not data.get(key) and key not in self.errors:
                self.add_error(key, _("Please write something, or take the tick away."))
        if not ticked:
            self.add_error(None, _("Please tick at least one thing that may be passed on."))
        needed = NEEDED_FOR.get(data.get("contact_way"))
        if needed and needed not in ticked:
            words = _("For this they need: %(fact)s. Please tick it, or choose another way.")
            self.add_error("contact_way", words % {"fact": ReferralFact(needed).label})
        data["facts"] = {key: data[key] for key in ticked if data.get(key)}
        return data

    def chosen(self) -> list[tuple[str, str]]:
        """What leaves, as label and text."""
        return [(self.fields[key].label, text) for key, text in self.cleaned_data["facts"].items()]

    def left_out(self) -> list[str]:
        """The labels of what stays."""
        return [self.fields[key].label for key in self.asked if key not in self.cleaned_data["facts"]]

    def contact_words(self) -> str:
        """The contact wish in her own words."""
        return str(OWN_WORDS[ContactWay(self.cleaned_data["contact_way"])])


class HelpedForm(StampedForm):
    """Did it help? In one word."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Did it help?"), choices=ParentAnswer, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose.")},
    )  # fmt: skip
