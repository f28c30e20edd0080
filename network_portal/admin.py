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
    list_display = ["title", "key", "checked_on", page_link]
    search_fields = ["title", "body"]
    inlines = [translation_rows("title", "body")]


@admin.register(NewsItem)
class NewsItemAdmin(SlugMedia, GuardedAdmin, PortalAdmin):
    form = NewsItemForm
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
