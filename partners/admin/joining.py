"""Organisations that would like to join: a coordinator decides here."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.joining import accept_request, decline_request
from partners.models import JoinRequest, Partner
from partners.models.joining import Decision
from partners.models.partner import MembershipKind

ASKED = ["organisation", "kind", "town", "help_offered", "name", "email", "phone", "created_on"]


class DecisionForm(forms.ModelForm):
    """Yes or no; on yes as what, on no with which word."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Decision.ACCEPTED, _("Welcome")), (Decision.DECLINED, _("Decline"))],
        widget=forms.RadioSelect,
    )
    membership = forms.ChoiceField(
        label=_("Welcome as"),
        choices=[(kind.value, kind.label) for kind in (MembershipKind.MEMBER, MembershipKind.GUEST)],
        required=False,
    )
    word = forms.CharField(
        label=_("A word for the mail, if you decline"), required=False, widget=forms.Textarea({"rows": 4}),
        max_length=1000,
    )  # fmt: skip

    class Meta:
        model = JoinRequest
        fields = ["partner"]
        labels = {"partner": _("Is the organisation here already?")}
        help_texts = {"partner": _("Then choose it: the person is invited, and no second entry is made.")}

    def clean(self):
        cleaned = super().clean()
        same = Partner.objects.filter(name__iexact=self.instance.organisation).exists()
        if same and cleaned.get("decision") == Decision.ACCEPTED and not cleaned.get("partner"):
            self.add_error("partner", _("There is a partner of this name already. Please choose it."))
        return cleaned


@admin.register(JoinRequest)
class JoinRequestAdmin(PortalAdmin):
    """The open ones first; what has been decided stays as it is."""

    form = DecisionForm
    list_display = ["organisation", "kind", "town", "created_on", "decision", "decided_on", "decided_by"]
    list_filter = ["decision"]
    list_select_related = ["decided_by"]
    search_fields = ["organisation", "town"]
    autocomplete_fields = ["partner"]
    readonly_fields = [*ASKED, "decided_on", "decided_by"]

    def get_ordering(self, request):
        # Databases disagree about where empty dates stand.
        return [F("decided_on").asc(nulls_first=True), "created_on", "pk"]

    def get_fieldsets(self, request, obj=None):
        if obj and obj.decision != Decision.OPEN:
            return [(None, {"fields": ASKED}), (_("Decision"), {"fields": ["decision", "partner", *self._decided]})]
        return [
            (None, {"fields": ASKED}),
            (_("Decision"), {"fields": ["decision", "membership", "partner", "word"]}),
        ]

    _decided = ("decided_on", "decided_by")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.decision == Decision.OPEN)

    def save_model(self, request, obj, form, change):
        values = form.cleaned_data
        try:
            if values["decision"] == Decision.ACCEPTED:
                membership = values["membership"] or MembershipKind.MEMBER
                accept_request(obj, membership=membership, partner=values["partner"], by=request.user)
            else:
                decline_request(obj, word=values["word"], by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
