"""What a web master chooses for the list of offers on another site. The names are public addresses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.models import PolicyField
from partners.models import Municipality, Partner

COLOURS = [("", _("petrol")), ("moos", _("green")), ("pflaume", _("plum")), ("schwarz", _("black and white"))]
LETTERS = [("", _("normal")), ("gross", _("large")), ("klein", _("small"))]


class EmbedForm(forms.Form):
    """Which offers, and how they look. Whatever is chosen becomes a class of a style sheet, never a style."""

    feld = forms.ModelChoiceField(
        PolicyField.objects.all(), to_field_name="slug", required=False, label=_("Field"), empty_label=_("all fields")
    )
    ort = forms.ModelChoiceField(
        Municipality.objects.filter(in_region=True).order_by("name", "pk"), required=False, label=_("Town or village"),
        empty_label=_("the whole region"),
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        Partner.objects.current(), to_field_name="slug", required=False, label=_("Partner"),
        empty_label=_("all partners"),
    )  # fmt: skip
    farbe = forms.ChoiceField(choices=COLOURS, required=False, label=_("Colour"))
    schrift = forms.ChoiceField(choices=LETTERS, required=False, label=_("Letters"))

    def offers(self, offers):
        """Those of the given offers that were chosen; the form must be valid."""
        chosen = self.cleaned_data
        if chosen["feld"]:
            offers = offers.filter(policy_field=chosen["feld"])
        if chosen["partner"]:
            offers = offers.filter(partner=chosen["partner"])
        if chosen["ort"]:
            # A secret place tells nobody which town it is in.
            offers = offers.filter(locations__municipality=chosen["ort"], locations__is_hidden=False).distinct()
        return offers

    @property
    def classes(self) -> str:
        """The classes of the framed page."""
        return " ".join(filter(None, ["embed", self.cleaned_data.get("farbe"), self.cleaned_data.get("schrift")]))

    def query(self) -> dict[str, str]:
        """What was chosen, for an address."""
        return {name: self.data[name] for name in self.fields if self.cleaned_data.get(name)}
