"""“Ihr Angebot im Netzwerk”: an organisation introduces itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network_portal.once import TokenField
from partners.joining import ask_to_join
from partners.models import JoinRequest


class JoinForm(forms.ModelForm):
    """Who one is, what one offers, and whom to answer."""

    token = TokenField()

    class Meta:
        model = JoinRequest
        fields = ["organisation", "kind", "town", "help_offered", "name", "email", "phone"]
        labels = {
            "organisation": _("Name of your organisation"),
            "kind": _("What kind of organisation is it?"),
            "town": _("In which town or village?"),
            "help_offered": _("What do you offer single parents?"),
            "name": _("Your name"),
            "email": _("Your e-mail address at work"),
            "phone": _("Your telephone number at work"),
        }
        help_texts = {"help_offered": _("Two or three sentences are enough.")}
        widgets = {"help_offered": forms.Textarea({"rows": 5})}

    def ask(self) -> JoinRequest | None:
        """Store the request, once; None where too many came today."""
        return ask_to_join(**self.cleaned_data)
