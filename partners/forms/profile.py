"""What an organisation says of itself."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.forms.facts import WithUsualFacts
from partners.forms.guarded import GuardedModelForm
from partners.models import Partner, PartnerLink


class ProfileForm(WithUsualFacts, GuardedModelForm):
    """Name, description, website, logo, and where messages go. The address of the public page stays what it is."""

    class Meta:
        model = Partner
        fields = [
            "name", "short_name", "kind", "description", "website", "logo", "inbox_email", "deputy", "takes_referrals",
            "referral_facts", "answer_days",
        ]  # fmt: skip
        widgets = {"description": forms.Textarea({"rows": 5})}
        help_texts = {
            "inbox_email": _("Best an inbox that several of you read. Empty: messages go to your managers."),
            "deputy": _("One of your contacts. Gets the messages while you are away."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = self.instance.contacts.all()

    def clean_deputy(self):
        deputy = self.cleaned_data["deputy"]
        if deputy and not deputy.email:
            raise ValidationError(_("This contact has no e-mail address, so messages could not reach it."))
        return deputy


LinkFormSet = forms.inlineformset_factory(Partner, PartnerLink, fields=["title", "url"], extra=1, max_num=6)
