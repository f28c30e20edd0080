"""That referrals and inquiries exist, what became of them, and who has read them. Only to be read."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.admin.moderators import FieldRows
from partners.admin.base import PortalAdmin, only_used
from partners.shown_values import person_name
from referrals.inquiries import is_late
from referrals.models import Access, Inquiry, Referral, ReferralEvent, Status
from referrals.overview import is_overdue
from referrals.permissions import overview_inquiries
from referrals.words import ACCESSES, DONE


class OnlyToRead(PortalAdmin):
    """Nothing is added, changed or deleted here, one by one or many at once. Only numbers are searched for."""

    actions = None
    search_help_text = None
    view_on_site = False  # their pages are open to the two offices alone

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        # Offices write “ABCD-EFGH”; stored it is without the hyphen.
        return super().get_search_results(request, queryset, search_term.replace("-", ""))


class StepFilter(admin.AllValuesFieldListFilter):
    """The steps that were taken, and the ways somebody has read something, by their names."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": (DONE | ACCESSES).get(choice["display"], choice["display"])}


class StuckFilter(admin.SimpleListFilter):
    title = _("turn")
    parameter_name = "turn"

    def lookups(self, request, model_admin):
        return [("late", _("overdue"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_overdue(timezone.localdate())) if self.value() == "late" else queryset


@admin.register(Referral)
class ReferralAdmin(OnlyToRead):
    """Referrals without a word about anybody. Drafts are nobody's business but their author's."""

    list_display = ["__str__", "status", "sender", "goes_to", "policy_field", "is_urgent", "due_on", "ended_on"]
    list_filter = [StuckFilter, "status", *only_used("policy_field"), "is_urgent", *only_used("sender", "recipient")]
    list_select_related = ["sender", "recipient", "policy_field"]
    search_fields = ["number"]
    date_hierarchy = "created_at"
    fields = [
        "number", "status", "sender", "recipient", "outside_body", "policy_field", "is_urgent", "is_transfer",
        "created_at", "sent_on", "answered_on", "accepted_on", "first_contact_on", "last_sign_on", "due_on",
        "expires_on", "ended_on", "settled_on", "reason",
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(status=Status.DRAFT)

    @admin.display(description=_("recipient"), ordering="recipient__name")
    def goes_to(self, referral):
        return referral.recipient_name


@admin.register(ReferralEvent)
class ReferralEventAdmin(OnlyToRead):
    """Each step of each referral."""

    list_display = ["at", "referral", "done", "source", "target", "side", "channel", "person", "due_on"]
    list_filter = [("step", StepFilter), "side", "channel"]
    list_select_related = ["referral", "by"]
    search_fields = ["referral__number"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["at", "referral", "done", "source", "target", "side", "channel", "person", "reason", "due_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(referral__status=Status.DRAFT)

    @admin.display(description=_("person"))
    def person(self, event):
        return event.by and person_name(event.by)

    @admin.display(description=_("step"), ordering="step")
    def done(self, event):
        return DONE.get(event.step, event.step)


@admin.register(Access)
class AccessAdmin(OnlyToRead):
    """Who has read or taken something personal: the trace, not what was read."""

    list_display = ["at", "person", "partner", "channel", "deed", "subject"]
    list_filter = [("what", StepFilter), "channel", *only_used("partner")]
    list_select_related = ["user", "partner"]
    search_fields = ["subject", "user__email"]
    date_hierarchy = "at"
    fields = ["at", "person", "partner", "channel", "deed", "subject"]

    @admin.display(description=_("person"))
    def person(self, access):
        return access.user and person_name(access.user)

    @admin.display(description=_("what"), ordering="what")
    def deed(self, access):
        return ACCESSES.get(access.what, access.what)


class LateFilter(admin.SimpleListFilter):
    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("late", _("overdue"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_late(timezone.localdate())) if self.value() == "late" else queryset


@admin.register(Inquiry)
class InquiryAdmin(FieldRows, OnlyToRead):
    """Inquiries: by when an answer is promised, and whether it came."""

    list_display = ["__str__", "status", "partner", "policy_field", "created_on", "due_on", "closed_on"]
    list_filter = [LateFilter, "status", *only_used("policy_field", "partner")]
    list_select_related = ["partner", "policy_field"]
    search_fields = ["number"]
    date_hierarchy = "created_on"
    plain_names = {"partner": "partner_name", "policy_field": "field_name"}
    fields = [
        "number", "status", "partner", "policy_field", "created_on", "last_message_on", "first_answered_on", "due_on",
        "closed_on",
    ]  # fmt: skip

    def rows_of(self, rows, user):
        return rows.filter(pk__in=overview_inquiries(user).order_by().values("pk"))

    @admin.display(description=_("answered by"))
    def partner_name(self, inquiry):
        return str(inquiry.partner)

    @admin.display(description=_("policy field"))
    def field_name(self, inquiry):
        return str(inquiry.policy_field or self.get_empty_value_display())
