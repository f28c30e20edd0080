"""Colleagues: inviting them, what they may, seeing them off."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.models import Invitation, Membership


class RightsForm(forms.ModelForm):
    """What a colleague may do; the box on moderating only where the organisation moderates a policy field."""

    class Meta:
        model = Membership
        fields = ["role", "reads_referrals", "moderates"]
        labels = {"role": _("What may this person do?")}
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args, partner, **kwargs):
        super().__init__(*args, **kwargs)
        if not partner.moderated_fields.exists():
            del self.fields["moderates"]


class InvitationForm(RightsForm):
    """Somebody who shall work for the organisation, too."""

    class Meta(RightsForm.Meta):
        model = Invitation
        fields = ["name", "email", "role", "moderates"]
        labels = {"name": _("Name of your colleague"), "email": _("E-mail at work"), **RightsForm.Meta.labels}

    def __init__(self, *args, partner, **kwargs):
        super().__init__(*args, partner=partner, **kwargs)
        self.partner = partner
        self.fields["name"].required = True

    def clean_email(self):
        email = self.cleaned_data["email"]
        if Membership.objects.active().filter(partner=self.partner, user__email__iexact=email).exists():
            raise ValidationError(_("This person works for your organisation already."))
        if self.partner.invitations.open().filter(email__iexact=email).exists():
            raise ValidationError(_("This person has been invited already. You can remind her on the page before."))
        return email


class LeavingForm(forms.Form):
    """Who takes over what the person was responsible for."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over the offers?"), queryset=get_user_model().objects.none(), required=False
    )

    def __init__(self, *args, membership, needed, **kwargs):
        super().__init__(*args, **kwargs)
        team = Membership.objects.active().filter(partner=membership.partner_id).exclude(pk=membership.pk)
        field = self.fields["successor"]
        field.queryset = get_user_model().objects.filter(memberships__in=team).order_by("last_name", "first_name", "pk")
        field.label_from_instance = lambda user: user.get_full_name() or user.email
        field.required = needed
