"""Where coordinators draft chains, ask the partners, put them in force and look at them again."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partners.admin.base import SHORT_TEXTS, PortalAdmin, ReadOnlyRows, StackedRows
from partners.admin.editing import GuardedAdmin, GuardedForm
from referrals import chains
from referrals.models import Chain, ChainConfirmation, ChainStatus, ChainStep


class ChainForm(GuardedForm):
    """The status is no field of the form, so Django does not ask the constraints that need it."""

    def clean_review_on(self):
        day, chain = self.cleaned_data["review_on"], self.instance
        if day is None and chain.status == ChainStatus.IN_FORCE:
            raise ValidationError(_("A chain in force says when it is looked at again."))
        if day and chain.in_force_on and day <= chain.in_force_on:
            raise ValidationError(_("The review comes after the day on which the chain came in force."))
        return day


class StepRows(StackedRows):
    """The steps, a block each. Nothing is deleted that somebody is accompanied through."""

    model = ChainStep
    fieldsets = [
        (None, {"fields": [("position", "title"), "text", "bring"]}),
        (_("Who helps"), {"fields": [("partner", "policy_field", "topic"), ("fallback_partner", "fallback")]}),
        (_("What was agreed"), {"fields": [("requires", "days"), "required_outcomes", "hand_over"]}),
    ]
    formfield_overrides = SHORT_TEXTS | {ManyToManyField: {"widget": CheckboxSelectMultiple}}


class ConfirmationRows(ReadOnlyRows):
    """What partners have said; they say it themselves."""

    model = ChainConfirmation
    fields = ["partner", "version", "agrees", "note", "by", "at"]
    verbose_name_plural = _("What the partners say")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("partner", "by")


@admin.register(Chain)
class ChainAdmin(GuardedAdmin, PortalAdmin):
    """A chain with its steps. Whoever changes what was agreed begins a new version, which all confirm anew."""

    form = ChainForm
    list_display = ["title", "status", "version", "in_force_on", "review_on", "inside"]
    list_filter = ["status", "life_situation"]
    list_select_related = ["life_situation"]
    search_fields = ["title", "intro", "steps__title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [StepRows, ConfirmationRows]
    readonly_fields = ["status", "version", "asked_on", "in_force_on", "retired_on", "inside"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "intro", "life_situation", "review_on"]}),
        (_("State"), {"fields": ["status", "version", "asked_on", "in_force_on", "retired_on", "inside"]}),
    ]
    actions = ["ask_partners", "put_in_force", "reviewed", "retire"]
    change_form_template = "admin/referrals/chain/change_form.html"

    @admin.display(description=_("inside"))
    def inside(self, chain):
        if not chain.pk:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("referrals:own-chain", args=[chain.slug]), _("show"))

    def has_delete_permission(self, request, obj=None):
        # What partners have agreed on is retired; a draft nobody was asked about may go.
        used = obj is not None and (obj.accompaniments.exists() or obj.confirmations.exists() or obj.in_force_on)
        return super().has_delete_permission(request, obj) and not used

    def get_actions(self, request):
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def render_change_form(self, request, context, *args, obj=None, **options):
        open_now = [(name, step[1]) for name, step in chains.STEPS.items() if obj and obj.status in step[0]]
        return super().render_change_form(request, context | {"chain_steps": open_now}, *args, obj=obj, **options)

    def save_related(self, request, form, formsets, change):
        chain = form.instance
        if change and any(matters(formset) for formset in formsets):
            before = chain.version
            chain.refresh_from_db()
            form.instance = chain = chains.reopen(chain)
            for formset in formsets:
                formset.instance = chain
            if chain.version != before:
                words = _("You have changed what partners agreed to. It is a draft again; please ask them anew.")
                self.message_user(request, words, messages.WARNING)
        super().save_related(request, form, formsets, change)

    def response_change(self, request, obj):
        for name in chains.STEPS:
            if f"_{name}" in request.POST:
                self._take(request, name, [obj])
                return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def _take(self, request, name, rows):
        """Take one step with each chain, and say what came of it."""
        for chain in rows:
            try:
                with transaction.atomic():
                    getattr(chains, name)(chain)
            except chains.ChainError as error:
                self.message_user(request, str(error), messages.ERROR)
            except IntegrityError:
                self.message_user(request, _("Not every partner has confirmed it."), messages.ERROR)
            else:
                self.log_change(request, chain, str(chains.STEPS[name][1]))
                self.message_user(request, f"{chain}: {chains.STEPS[name][1]}", messages.SUCCESS)

    @admin.action(description=_("Ask the partners"))
    def ask_partners(self, request, queryset):
        self._take(request, "ask", queryset)

    @admin.action(description=_("Put in force"))
    def put_in_force(self, request, queryset):
        self._take(request, "put_in_force", queryset)

    @admin.action(description=_("Looked at it: it stays for another year"))
    def reviewed(self, request, queryset):
        self._take(request, "review", queryset)

    @admin.action(description=_("Retire"))
    def retire(self, request, queryset):
        self._take(request, "retire", queryset)


def matters(formset) -> bool:
    """Whether the rows of a form change what partners have agreed to."""
    if formset.model is not ChainStep:
        return False
    changed = [name for form in formset.forms if form not in formset.deleted_forms for name in form.changed_data]
    return bool(formset.deleted_forms) or bool(set(changed) & set(ChainStep.AGREED))
