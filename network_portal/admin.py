"""Pages and news."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from network_portal.accounts import hide_tables  # noqa: F401 (does its work when it is read)
from network_portal.models import NewsItem, Page
from offers.admin.translation import translation_rows
from partners.admin.base import PortalAdmin, page_link
from partners.admin.editing import GuardedAdmin, GuardedForm
from partners.admin.slugs import SlugFromForm, SlugMedia


class NewsItemForm(SlugFromForm, GuardedForm):
    slug_source = "title"


@admin.register(Page)
class PageAdmin(GuardedAdmin, PortalAdmin):
    help_texts = {
        "key": _("Which page of the portal it is; each is there once."),
        "title": _("The heading of the page."),
        "checked_on": _("The day on which somebody last read it through."),
    }
    list_display = ["title", "key", "checked_on", page_link]
    list_filter = ["key"]
    search_fields = ["title", "body"]
    inlines = [translation_rows("title", "body")]


@admin.register(NewsItem)
class NewsItemAdmin(SlugMedia, GuardedAdmin, PortalAdmin):
    form = NewsItemForm
    help_texts = {
        "title": _("Short; it stands on the start page."),
        "date": _("The newest stands first; from this day on it is shown."),
        "teaser": _("One or two sentences for the list."),
        "is_published": _("Not ticked: a draft, seen here only."),
        "image": _("JPEG, PNG or WebP; it is made smaller by itself."),
        "image_credit": _("Who took the picture."),
    }
    list_display = ["title", "date", "is_published", page_link]
    list_filter = ["is_published"]
    search_fields = ["title", "teaser", "body"]
    date_hierarchy = "date"
    inlines = [translation_rows("title", "teaser", "body")]
    fieldsets = [
        (None, {"fields": ["title", "slug", "date", "teaser", "body", "is_published"]}),
        (
            _("Picture"),
            {
                "fields": ["image", "image_alt", "image_credit"],
                "description": _("Only pictures you may publish, with the consent of the people in them."),
            },
        ),
    ]
