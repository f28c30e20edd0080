"""Organisations, with their places, contacts, closing days and accounts."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.admin.base import PortalAdmin, TabularRows, linked, page_link
from partners.admin.editing import GuardedAdmin, GuardedForm
from partners.admin.history import HistoryAdmin
from partners.admin.slugs import SlugFromForm, SlugMedia
from partners.forms.facts import WithUsualFacts
from partners.models import ClosingPeriod, Contact, Location, Membership, Partner, PartnerLink

ENTRY = ["name", "short_name", "slug", "kind", "parent", "description", "website", "logo"]
REFERRALS = ["takes_referrals", "referral_facts", "inbox_email", "answer_days", "deputy"]


class PartnerForm(SlugFromForm, WithUsualFacts, GuardedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "deputy" in self.fields:
            self.fields["deputy"].queryset = Contact.objects.filter(partner=self.instance.pk)

    def clean_parent(self):
        parent = step = self.cleaned_data["parent"]
        while step is not None:
            if step.pk == self.instance.pk:
                self.add_error("parent", _("An organisation cannot belong to itself."))
                return None
            step = step.parent
        return parent


class LocationRows(TabularRows):
    model = Location
    fields = ["name", "street", "postcode", "municipality", "town", "step_free", "is_hidden"]
    autocomplete_fields = ["municipality"]
    show_change_link = True


class ContactRows(TabularRows):
    model = Contact
    fields = ["name", "function", "phone", "email", "form_url", "is_public"]
    show_change_link = True


class ClosingPeriodRows(TabularRows):
    model = ClosingPeriod


class PartnerLinkRows(TabularRows):
    model = PartnerLink


class MembershipRows(TabularRows):
    model = Membership
    autocomplete_fields = ["user"]


@admin.register(Partner)
class PartnerAdmin(SlugMedia, GuardedAdmin, HistoryAdmin, PortalAdmin):
    form = PartnerForm
    help_texts = {
        "name": _("In full, as on its own paper."),
        "kind": _("Directory and figures group partners by it."),
        "website": _("The first page of its own website."),
        "logo": _("SVG or PNG; only with the consent of the partner."),
        "membership": _("“Former” partners keep their entries' addresses, but stand in no list."),
        "member_since": _("Day of the agreement."),
        "member_until": _("Last day; then choose “former”."),
        "takes_referrals": _("Whether other partners can hand a parent on; needs the e-mail address below."),
        "inbox_email": _("A shared address that somebody reads every working day; never names a parent."),
    }
    date_hierarchy = "member_since"
    history_keeps = ("slug", "created_at", "updated_at")
    list_display = ["name", "kind", "membership", "offer_count", "takes_referrals", page_link, "inside"]
    list_filter = ["kind", "membership", "takes_referrals"]
    search_fields = ["name", "short_name", "description"]
    autocomplete_fields = ["parent"]
    inlines = [LocationRows, ContactRows, ClosingPeriodRows, PartnerLinkRows, MembershipRows]
    fieldsets = [
        (None, {"fields": ENTRY}),
        (_("In the network"), {"fields": ["membership", ("member_since", "member_until"), "ends_on"]}),
        (
            _("Messages and referrals"),
            {"fields": REFERRALS, "description": _("How colleagues of other partners pass on a parent.")},
        ),
    ]

    def get_queryset(self, request):
        live = Count("offers", filter=Q(offers__publication="published"))
        return super().get_queryset(request).annotate(live_offers=live)

    @admin.display(description=_("profile and team"))
    def inside(self, partner):
        return linked(reverse("partners:profile", args=[partner.slug]), _("show"))

    @admin.display(description=_("published offers"), ordering="live_offers")
    def offer_count(self, partner):
        return partner.live_offers
