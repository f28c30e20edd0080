"""Where coordinators draft chains, ask the partners, put them in force and look at them again."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from network_portal.kept_text import texts_sent
from partners.admin.base import SHORT_TEXTS, NamedFormSet, PortalAdmin, ReadOnlyRows, StackedRows
from partners.admin.editing import GuardedAdmin, GuardedForm
from referrals import chains
from referrals.models import Chain, ChainConfirmation, ChainStatus, ChainStep


class ChainForm(GuardedForm):
    """The status is no field of the form, so Django does not ask the constraints that need it."""

    def clean_review_on(self):
        day, chain = self.cleaned_data["review_on"], self.instance
        if day is None and chain.version_in_force:
            raise ValidationError(_("A chain in force says when it is looked at again."))
        if day and chain.in_force_on and day <= chain.in_force_on:
            raise ValidationError(_("The review comes after the day on which the chain came in force."))
        return day

    def _now(self, name):
        if name == "steps":
            return "; ".join(str(step) for step in self.instance.steps_of(self.instance.version))
        return super()._now(name)


class StepFormSet(NamedFormSet):
    """A new step belongs to the version that is drafted."""

    def save_new(self, form, commit=True):
        form.instance.version = self.instance.version
        return super().save_new(form, commit)


def is_draft(chain) -> bool:
    """Whether what partners agree to may be changed; ``None``: a chain that is not stored yet."""
    return chain is None or chain.status == ChainStatus.DRAFT


class StepRows(StackedRows):
    """The steps of the newest version, a block each. What partners agree to is changed in a draft only."""

    model = ChainStep
    formset = StepFormSet
    fieldsets = [
        (None, {"fields": [("position", "title"), "text", "bring"]}),
        (_("Who helps"), {"fields": [("partner", "policy_field", "topic"), ("fallback_partner", "fallback")]}),
        (_("What was agreed"), {"fields": [("requires", "days"), "required_outcomes", "hand_over"]}),
    ]
    formfield_overrides = SHORT_TEXTS | {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def get_queryset(self, request):
        return super().get_queryset(request).newest()

    def get_readonly_fields(self, request, obj=None):
        return () if is_draft(obj) else ChainStep.AGREED

    def has_add_permission(self, request, obj=None):
        return is_draft(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return is_draft(obj) and super().has_delete_permission(request, obj)


class StepInForceRows(StackedRows):
    """The words for parents of the version in force, while a newer one is under way."""

    model = ChainStep
    fields = ["title", "text", "bring"]
    verbose_name_plural = _("Words of the version in force")
    max_num = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).in_force().exclude(version=F("chain__version"))


class ConfirmationRows(ReadOnlyRows):
    """What partners have said; they say it themselves."""

    model = ChainConfirmation
    fields = ["partner", "version", "agrees", "note", "by", "at"]
    verbose_name_plural = _("What the partners say")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("partner", "by")


class MovedOnError(Exception):
    """Somebody has taken the chain a step further while the page was open."""


def mark_of(chain) -> str:
    """How far the chain is; a page that was opened before is not stored."""
    return f"{chain.version} {chain.status}"


@admin.register(Chain)
class ChainAdmin(GuardedAdmin, PortalAdmin):
    """A chain with its steps. What was agreed is changed in a new version, which all confirm anew."""

    form = ChainForm
    list_display = ["title", "status", "version", "version_in_force", "in_force_on", "review_on", "inside"]
    list_filter = ["status", "life_situation"]
    list_select_related = ["life_situation"]
    search_fields = ["title", "intro", "steps__title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [StepRows, StepInForceRows, ConfirmationRows]
    readonly_fields = ["status", "version", "version_in_force", "asked_on", "in_force_on", "retired_on", "inside"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "intro", "life_situation", "review_on"],
                "description": _("What stands here counts at once, also for a version in force.")}),
        (_("State"), {"fields": readonly_fields, "description": _(
            "Titles and words for parents may be changed at any time. For everything else begin a new version: it is "
            "drafted beside the one in force, which counts until all partners have agreed to the new one.")}),
    ]  # fmt: skip
    actions = ["ask_partners", "put_in_force", "reviewed", "retire"]
    change_form_template = "admin/referrals/chain/change_form.html"

    @admin.display(description=_("inside"))
    def inside(self, chain):
        if not chain.pk:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("referrals:own-chain", args=[chain.slug]), _("show"))

    def view_on_site(self, chain):
        return chain.get_absolute_url() if chain.version_in_force else None

    def has_delete_permission(self, request, obj=None):
        # What partners were asked about is retired; a first draft may go.
        is_first = obj is None or (is_draft(obj) and obj.version == 1)
        return super().has_delete_permission(request, obj) and is_first

    def get_actions(self, request):
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def get_inlines(self, request, obj):
        beside = obj and obj.version_in_force not in (None, obj.version)
        return [rows for rows in self.inlines if beside or rows is not StepInForceRows]

    def render_change_form(self, request, context, *args, obj=None, **options):
        context |= {"chain_steps": chains.open_steps(obj).items(), "mark": mark_of(obj)} if obj else {}
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def get_object(self, request, object_id, from_field=None):
        chain = super().get_object(request, object_id, from_field)
        if chain and request.POST.get("mark", mark_of(chain)) != mark_of(chain):
            raise MovedOnError(chain)
        return chain

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except MovedOnError as error:
            context = {**self.admin_site.each_context(request), "opts": self.opts, "chain": error.args[0]}
            context |= {"title": str(error.args[0]), "texts": texts_sent(request)}
            return render(request, "admin/referrals/chain/moved_on.html", context, status=409)

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
