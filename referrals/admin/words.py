"""Words that coordinators choose: reasons, and what a consent says."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin
from referrals.models import Consent, ConsentWording, Reason

PLACES = ("sender", "recipient", "purpose", "facts", "until")


@admin.register(Reason)
class ReasonAdmin(GuardedAdmin, PortalAdmin):
    """A reason is retired, never deleted; figures and exports go by its code."""

    list_display = ["label", "kind", "code", "is_retired", "is_automatic", "position"]
    list_filter = ["kind", "is_retired"]
    help_texts = {
        "label": _("Short; the office chooses it from a list."),
        "needs_text": _("The office must then write a sentence of its own."),
        "is_retired": _("No longer offered; old referrals keep it."),
        "position": _("Small numbers stand first."),
    }
    search_fields = ["label", "code"]
    fields = ["kind", "code", "label", "sentence", "needs_text", "is_retired", "position"]

    def get_readonly_fields(self, request, obj=None):
        return ["kind", "code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


class WordingForm(forms.ModelForm):
    """A wording must name all that is filled in, and nothing else."""

    class Meta:
        model = ConsentWording
        fields = ["version", "text", "valid_from"]

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            filled = text % {name: f"<{name}>" for name in PLACES}
        except (KeyError, TypeError, ValueError):
            raise ValidationError(
                _("Please use the places in the help text only, and write %% for a per cent sign.")
            ) from None
        missing = [f"%({name})s" for name in PLACES if f"<{name}>" not in filled]
        if missing:
            raise ValidationError(_("Please name this too: %(places)s") % {"places": ", ".join(missing)})
        return text


@admin.register(ConsentWording)
class ConsentWordingAdmin(PortalAdmin):
    """The words of a consent. Once somebody has agreed to a version it stays; a change is a new version."""

    form = WordingForm
    help_texts = {
        "version": _("Counts up; each consent names the version it was given to."),
        "valid_from": _("From this day on new consents use it; earlier ones stay as they are."),
    }
    list_display = ["__str__", "valid_from"]
    date_hierarchy = "valid_from"

    def get_changeform_initial_data(self, request):
        newest = ConsentWording.objects.order_by("-version").first()
        version = ConsentWording.objects.aggregate(last=Max("version"))["last"] or 0
        return {"version": version + 1, "text": newest.text if newest else ""}

    def has_change_permission(self, request, obj=None):
        used = obj is not None and Consent.objects.filter(wording=obj).exists()
        return super().has_change_permission(request, obj) and not used

    def has_delete_permission(self, request, obj=None):
        return False
