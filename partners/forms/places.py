"""Places and contacts of an organisation."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.addresses import settle_town
from partners.forms.guarded import GuardedModelForm
from partners.models import Contact, Location
from partners.validators import validate_postcode

ACCESS = ["step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space"]


class LocationForm(GuardedModelForm):
    """A place. ``may_hide``: whether the person may keep its address secret, or reveal it."""

    class Meta:
        model = Location
        fields = ["name", "street", "postcode", "town", "directions", *ACCESS, "is_hidden"]
        labels = {"town": _("Town or village")}
        help_texts = {"town": ""}
        widgets = {"directions": forms.Textarea({"rows": 3}), "postcode": forms.TextInput({"inputmode": "numeric"})}

    def __init__(self, *args, may_hide=False, instance=None, **kwargs):
        town = instance.municipality.name if instance and instance.municipality else getattr(instance, "town", "")
        super().__init__(*args, instance=instance, initial={"town": town}, **kwargs)
        if not may_hide:
            del self.fields["is_hidden"]

    def clean_postcode(self):
        if self.cleaned_data["postcode"]:
            validate_postcode(self.cleaned_data["postcode"])
        return self.cleaned_data["postcode"]

    def clean(self):
        cleaned = super().clean()
        if "postcode" in cleaned and "town" in cleaned:
            try:
                self.instance.municipality, cleaned["town"] = settle_town(cleaned["postcode"], cleaned["town"])
            except ValidationError as error:
                self.add_error("town", error)
        somewhere = self.instance.municipality or any(cleaned.get(name) for name in ("name", "street", "town"))
        if not self.errors and not somewhere:
            self.add_error("town", _("Please say where this is: a name, a street or a town."))
        return cleaned


class ContactForm(GuardedModelForm):
    """A person or a team, with at least one way to reach them."""

    class Meta:
        model = Contact
        fields = [
            "name", "function", "responsibility", "location", "phone", "second_phone", "email", "form_url", "reachable",
            "languages", "is_public",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = self.instance.partner.locations.select_related("municipality")
