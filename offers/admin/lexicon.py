"""The lexicon of search: what people say, and what they need."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from offers.admin import help_texts
from offers.models import LexiconEntry, LifeSituation, Offer, PolicyField, Topic
from offers.models.lexicon import DANGERS, FILTERS, LexiconUse
from offers.search import understand
from partners.admin.base import PortalAdmin
from partners.admin.editing import GuardedAdmin, GuardedForm

MOST_SHOWN = 20  # offers
HELP = _("What search makes of a phrase. Try the phrase on the page “Find help” afterwards: it holds at once.")


class LexiconForm(GuardedForm):
    """The meaning as a choice of names instead of keys."""

    concepts = forms.MultipleChoiceField(
        label=_("meaning"), widget=forms.SelectMultiple(attrs={"size": 12}), help_text=help_texts.LEXICON["concepts"]
    )

    class Meta:
        model = LexiconEntry
        fields = ["language", "use", "phrase", "concepts", "weight", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["concepts"].choices = meanings(self.instance.concepts or [])

    def clean_phrase(self):
        return " ".join(self.cleaned_data["phrase"].split())

    def clean_concepts(self):
        """The order of the entry is kept, since the most fitting stands first; what is new comes last."""
        chosen, before = self.cleaned_data["concepts"], self.instance.concepts or []
        return [concept for concept in before if concept in chosen] + [one for one in chosen if one not in before]


def meanings(present) -> list:
    """Everything a phrase can mean, in groups; ``present`` are kept even where the taxonomy knows them no more."""
    groups = [
        (str(label), [(f"{kind}:{key}", name) for key, name in model.objects.values_list("key", "name")])
        for kind, label, model in (
            ("topic", _("topics"), Topic),
            ("situation", _("life situations"), LifeSituation),
            ("field", _("policy fields"), PolicyField),
        )
    ]
    groups.append((str(LexiconUse.DANGER.label), DANGERS))
    values = [f"{name}={value}" for name, options in FILTERS.items() for value in sorted(options or ())]
    groups.append((str(LexiconUse.FILTER.label), [(value, value) for value in values]))
    known = {value for _group, rows in groups for value, _name in rows}
    return [*groups, *((value, value) for value in present if value not in known)]


@admin.register(LexiconEntry)
class LexiconEntryAdmin(GuardedAdmin, PortalAdmin):
    form = LexiconForm
    note = _(
        "Search knows many everyday words already. What you add here comes on top, and corrects a word that is known."
    )
    help_texts = help_texts.LEXICON
    list_display = ["phrase", "language", "use", "meaning", "weight", "is_active", "origin"]
    list_filter = ["use", "language", "origin", "is_active"]
    search_fields = ["phrase", "concepts"]
    fieldsets = [(None, {"fields": LexiconForm.Meta.fields, "description": HELP})]

    @admin.display(description=_("meaning"))
    def meaning(self, entry):
        return ", ".join(map(str, entry.concepts))

    def get_urls(self):
        why = path("warum/", self.admin_site.admin_view(self.why), name="offers_lexiconentry_why")
        return [why, *super().get_urls()]

    def why(self, request):
        """What search makes of the words in ``?q=``, and what it finds."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        understanding = understand(request.GET.get("q", ""))
        keys = understanding.keys[:MOST_SHOWN]
        offers = Offer.objects.in_bulk(keys)
        context = self.admin_site.each_context(request) | {
            "title": _("Why was this found?"),
            "opts": self.opts,
            "understanding": understanding,
            "offers": [offers[key] for key in keys if key in offers],
        }
        return render(request, "admin/offers/lexiconentry/why.html", context)
