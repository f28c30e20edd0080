"""Naming those of one's own team who alone may open a referral."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Membership


class PersonField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, membership):
        return membership.user.get_full_name() or membership.user.email


class ReadersForm(forms.Form):
    """The people of one partner who read referrals. Nobody chosen: all of them may."""

    people = PersonField(
        Membership.objects.none(), label=_("Only these people may open it"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Nobody ticked: everybody of your team who reads referrals."),
    )  # fmt: skip

    def __init__(self, *args, partner, own, may_leave, **options):
        """``own``: the membership of whoever names; ``may_leave``: whether she may leave herself out."""
        super().__init__(*args, **options)
        self.own, self.may_leave = own, may_leave
        team = Membership.objects.active().filter(partner=partner, reads_referrals=True).select_related("user")
        self.fields["people"].queryset = team.order_by("user__last_name", "user__first_name", "pk")

    def clean_people(self):
        people = list(self.cleaned_data["people"])
        if people and self.own not in people and not self.may_leave:
            raise forms.ValidationError(_("Please tick yourself too. Only managers may leave themselves out."))
        return people
