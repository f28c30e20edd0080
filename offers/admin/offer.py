"""The page coordinators spend most time on: offers."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.actions import change_slug
from offers.admin import help_texts, inlines
from offers.admin.moderators import FieldRows
from offers.admin.network_tables import ForWholeNetwork
from offers.admin.offer_form import ADD_FIELDSETS, CHANGE_FIELDSETS, OfferForm
from offers.admin.translation import translation_rows
from offers.models import Offer
from offers.models.choices import Publication
from offers.moderating import waiting
from offers.permissions import can_edit_offer
from offers.quality import NEEDED_ROWS, missing_facts, review_due
from offers.versions import KEEPS
from offers.versions import ROWS as HISTORY_ROWS
from offers.workflow import NotReadyError, StepNotOpenError, open_steps, take_step
from partners.admin.base import PortalAdmin, only_used
from partners.admin.editing import GuardedAdmin
from partners.admin.history import HistoryAdmin
from partners.admin.slugs import SlugMedia
from partners.permissions import is_coordinator

ROWS = [
    inlines.OpeningTimeRows, inlines.OpeningExceptionRows, inlines.CostOptionRows, inlines.NextStepRows,
    inlines.OfferLinkRows, translation_rows("title", "summary", "description", "plain_text", "eligibility", "not_for"),
    inlines.FormerSlugRows,
]  # fmt: skip
# Buttons at the end of the form: what they are called, and the step they take where it is open.
BUTTONS = {
    "_publish": (_("Save and publish"), "publish"),
    "_confirm": (_("Save and confirm: everything is right"), "confirm"),
    "_hide": (_("Save and hide"), "hide"),
    "_archive": (_("Save and archive"), "archive"),
}


MODERATORS_ACTIONS = ["publish", "hide", "archive"]


class WaitingFilter(admin.SimpleListFilter):
    """The queues of the first page."""

    title = _("waits for the moderator")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [
            ("pending", _("a change waits for approval")), ("changed", _("changed, nobody has looked")),
            ("stale", _("reminded, not confirmed")),
        ]  # fmt: skip

    def queryset(self, request, queryset):
        condition = waiting(timezone.localdate()).get(self.value())
        return queryset.filter(condition) if condition is not None else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = _("confirmation")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("due", _("due or missing")), ("fresh", _("confirmed"))]

    def queryset(self, request, queryset):
        conditions = {"due": review_due(), "fresh": ~review_due()}
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset


@admin.register(Offer)
class OfferAdmin(FieldRows, ForWholeNetwork, SlugMedia, GuardedAdmin, HistoryAdmin, PortalAdmin):
    form = OfferForm
    help_texts = help_texts.OFFER
    date_hierarchy = "confirmed_on"
    fieldsets = CHANGE_FIELDSETS
    list_display = ["title", "partner", "policy_field", "publication", "status", "confirmed_on", "quality"]
    list_filter = [
        "publication", "status", WaitingFilter, ReviewFilter, *only_used("policy_field"), "kind", "capacity",
    ]  # fmt: skip
    list_select_related = ["partner", "policy_field"]
    search_fields = ["title", "other_names", "summary", "partner__name", "partner__short_name"]
    autocomplete_fields = ["partner", "co_owners", "topics", "follows", "service_area", "editor", "deputy_editor"]
    readonly_fields = ["publication", "confirmed_on", "confirmed_by", "created_at", "updated_at"]
    actions = ["publish", "confirm", "hide", "archive"]
    plain_names = {
        "partner": "partner_name", "policy_field": "field_name",
        "editor": "editor_name", "deputy_editor": "deputy_name",
    }  # fmt: skip
    history_rows = HISTORY_ROWS
    history_keeps = KEEPS
    change_form_template = "admin/offers/offer/change_form.html"

    def rows_of(self, rows, user):
        return rows.filter(pk__in=Offer.objects.moderated_by(user).order_by().values("pk"))

    def get_actions(self, request):
        actions = super().get_actions(request)
        if is_coordinator(request.user):
            return actions
        return {name: action for name, action in actions.items() if name in MODERATORS_ACTIONS}

    @admin.display(description=_("partner"))
    def partner_name(self, offer):
        return str(offer.partner)

    @admin.display(description=_("policy field"))
    def field_name(self, offer):
        return str(offer.policy_field)

    @admin.display(description=_("responsible"))
    def editor_name(self, offer):
        return offer.editor and offer.editor.get_full_name()

    @admin.display(description=_("deputy"))
    def deputy_name(self, offer):
        return offer.deputy_editor and offer.deputy_editor.get_full_name()

    def get_queryset(self, request):
        offers = super().get_queryset(request)
        is_list = request.resolver_match and request.resolver_match.url_name == "offers_offer_changelist"
        return offers.prefetch_related(*NEEDED_ROWS) if is_list else offers

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else ADD_FIELDSETS

    def get_inlines(self, request, obj):
        return ROWS if obj else []

    def has_delete_permission(self, request, obj=None):
        """What the public has seen is archived, so that its address can say so; drafts may go."""
        return super().has_delete_permission(request, obj) and bool(obj and obj.publication == Publication.DRAFT)

    def save_model(self, request, obj, form, change):
        if change and "slug" in form.changed_data:
            new, obj.slug = obj.slug, form.initial["slug"]
            change_slug(obj, new, by=request.user)
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            facts = missing_facts(obj)
            context["needed"] = [fact for fact in facts if fact.is_needed]
            context["helpful"] = [fact for fact in facts if not fact.is_needed]
            steps = open_steps(obj, request.user)
            if self.has_change_permission(request, obj):
                context["buttons"] = {name: label for name, (label, step) in BUTTONS.items() if step in steps}
            else:  # the pages of the workspace, where a moderator works
                context["steps"] = [(reverse("offers:step", args=[obj.pk, name]), steps[name].label) for name in steps]
                context["may_edit"] = can_edit_offer(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """A new offer is not finished with the first questions: go on with the others."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        for name, (_label, step) in BUTTONS.items():
            if name in request.POST:
                self._take(request, step, [Offer.objects.get(pk=obj.pk)])
                request.POST = request.POST.copy()
                request.POST["_continue"] = "1"
        return super().response_change(request, obj)

    @admin.display(description=_("still missing"))
    def quality(self, offer):
        facts = missing_facts(offer)
        needed = sum(fact.is_needed for fact in facts)
        if needed:
            return ngettext("%(count)s needed fact", "%(count)s needed facts", needed) % {"count": needed}
        if not facts:
            return _("complete")
        return ngettext("%(count)s helpful fact", "%(count)s helpful facts", len(facts)) % {"count": len(facts)}

    @admin.action(description=_("Publish"))
    def publish(self, request, offers):
        self._take(request, "publish", offers)

    @admin.action(description=_("Confirm: everything is still right"))
    def confirm(self, request, offers):
        self._take(request, "confirm", offers)

    @admin.action(description=_("Hide"))
    def hide(self, request, offers):
        self._take(request, "hide", offers)

    @admin.action(description=_("Archive"))
    def archive(self, request, offers):
        self._take(request, "archive", offers)

    def _take(self, request, step, offers):
        """Take the step with every offer where it is open; say in sentences where it is not, and why."""
        done = 0
        for offer in offers:
            try:
                take_step(offer, step, by=request.user)
            except StepNotOpenError:
                text = _("“%(offer)s” is %(publication)s: that is not possible now.")
                messages.warning(request, text % {"offer": offer, "publication": offer.get_publication_display()})
            except NotReadyError as refusal:
                reasons = " ".join(str(reason) for reason in refusal.reasons)
                text = _("“%(offer)s” cannot be published yet: %(reasons)s")
                messages.warning(request, text % {"offer": offer, "reasons": reasons})
            else:
                done += 1
                self.log_change(request, offer, offer.history.first().history_change_reason)
        if done:
            messages.success(
                request, ngettext("%(count)s offer: done.", "%(count)s offers: done.", done) % {"count": done}
            )
