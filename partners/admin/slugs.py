"""Addresses that make themselves."""

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from partners.slugs import free_slug


class SlugFromForm(forms.ModelForm):
    """A form whose address may stay empty: it is then made from ``slug_source``."""

    slug_source = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Last part of the page's address. Empty: made by itself.")
            self.fields["slug"].widget.attrs["data-slug-from"] = self.slug_source

    def slug_is_taken(self, slug) -> bool:
        """Whether another entry has the address already."""
        return self._meta.model._default_manager.exclude(pk=self.instance.pk).filter(slug=slug).exists()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            longest = self._meta.model._meta.get_field("slug").max_length
            text = cleaned.get(self.slug_source) or ""
            cleaned["slug"] = self.instance.slug or free_slug(text, longest=longest, taken=self.slug_is_taken)
        return cleaned


class SlugMedia:
    """For ``ModelAdmin``: the script that shows the address while the title is typed."""

    class Media:
        js = [Script("js/admin/slug.js", type="module")]
