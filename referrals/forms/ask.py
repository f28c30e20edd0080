"""The forms of parents without an account: asking, the code, writing again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network_portal.cookieless import StampedForm
from offers.models import PolicyField
from partners.models import Municipality

LONGEST_TEXT = 2000  # characters


class WordsField(forms.CharField):
    """A text of some lines. Browsers count a line break as one character, but send two."""

    def __init__(self, **options):
        super().__init__(**{"max_length": LONGEST_TEXT, "widget": forms.Textarea({"rows": 6})} | options)

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class AskForm(StampedForm):
    """What one would like to know; no name, no address, no account."""

    policy_field = forms.ModelChoiceField(
        label=_("What is it about?"), queryset=None, required=False, empty_label=_("I don't know"), to_field_name="slug"
    )
    municipality = forms.ModelChoiceField(
        label=_("Where do you live?"), queryset=None, required=False, empty_label=_("I would rather not say")
    )
    to = forms.ChoiceField(label=_("Who should answer?"), widget=forms.RadioSelect, required=False)
    text = WordsField(
        label=_("Your question"),
        help_text=_("In your own words, in any language. You need not give names or addresses. 2000 characters."),
        error_messages={"required": _("Please write what you would like to know. One sentence is enough.")},
    )

    def __init__(self, *args, partners=(), **options):
        """``partners``: who could answer; with more than one the parent chooses."""
        super().__init__(*args, **options)
        self.fields["policy_field"].queryset = PolicyField.objects.all()
        self.fields["municipality"].queryset = Municipality.objects.filter(in_region=True)
        self.partners = {str(partner.pk): partner for partner in partners}
        if len(self.partners) < 2:
            del self.fields["to"]
        else:
            self.fields["to"].choices = [(key, partner.name) for key, partner in self.partners.items()]
            self.fields["to"].initial = next(iter(self.partners))

    def clean(self):
        """``cleaned_data["partner"]`` is who answers: the chosen one, else the first."""
        first = next(iter(self.partners))
        self.cleaned_data["partner"] = self.partners[self.cleaned_data.pop("to", "") or first]
        return self.cleaned_data


class CodeForm(StampedForm):
    """The code from the paper."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=100,
        help_text=_("Four times four letters and numbers. Small letters and spaces do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please enter your code.")},
    )


class WriteForm(StampedForm):
    """One more message in the thread."""

    text = WordsField(label=_("Write again"), error_messages={"required": _("Please write a few words.")})
