"""The words offers are sorted by."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from offers.admin import help_texts
from offers.admin.translation import translation_rows
from offers.models import LifeSituation, PolicyField, Topic
from partners.admin.base import PortalAdmin, page_link
from partners.admin.editing import GuardedAdmin, GuardedForm
from partners.admin.fields import WordsField
from partners.admin.slugs import SlugFromForm, SlugMedia

COMMON = ["name", "slug", "description", "everyday", "position"]
HELP = _("Everyday words are what parents type when they search: “Stütze”, “Kita”, “Knete vom Amt”.")


class TermForm(SlugFromForm, GuardedForm):
    everyday = WordsField(label=_("everyday words"))

    def clean_parent(self):
        parent = step = self.cleaned_data["parent"]
        while step is not None:
            if step.pk == self.instance.pk:
                self.add_error("parent", _("A topic cannot be part of itself."))
                return None
            step = step.parent
        return parent


class TermAdmin(SlugMedia, GuardedAdmin, PortalAdmin):
    """What the three kinds have in common."""

    form = TermForm
    help_texts = help_texts.TERM
    list_display = ["name", "position", "offer_count", page_link]
    search_fields = ["name", "description"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(all_offers=Count("offers", distinct=True))

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": [*COMMON[:2], *self.own_fields, *COMMON[2:]], "description": HELP}),
            (_("For the machine"), {"fields": ["key"]}),
        ]

    @admin.display(description=_("offers"), ordering="all_offers")
    def offer_count(self, term):
        return term.all_offers


@admin.register(PolicyField)
class PolicyFieldAdmin(TermAdmin):
    own_fields = ["moderator", "icon"]
    list_display = ["name", "moderator", "position", "offer_count", page_link]
    list_select_related = ["moderator"]
    autocomplete_fields = ["moderator"]
    inlines = [translation_rows("name", "description")]


@admin.register(Topic)
class TopicAdmin(TermAdmin):
    own_fields = ["policy_field", "parent", "situations"]
    list_display = ["name", "policy_field", "parent", "offer_count", page_link]
    list_filter = ["policy_field"]
    list_select_related = ["policy_field", "parent"]
    autocomplete_fields = ["parent", "situations"]
    inlines = [translation_rows("name", "description")]


@admin.register(LifeSituation)
class LifeSituationAdmin(TermAdmin):
    own_fields = ["title", "prominent", "icon"]
    list_display = ["title", "prominent", "position", "offer_count", page_link]
    list_filter = ["prominent"]
    inlines = [translation_rows("title", "name", "description")]
