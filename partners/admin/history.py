"""The page that shows the versions of an entry, and the one that brings a version back."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from partners.history import difference, moments, restore


class HistoryAdmin(admin.ModelAdmin):
    """For entries with a kept history. ``history_rows`` belong to the entry; ``history_keeps`` never comes back."""

    history_rows = ()
    history_keeps = ("created_at", "updated_at")

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        version = path(
            "<path:object_id>/history/<int:version>/", self.admin_site.admin_view(self.version_view), name=name
        )
        return [version, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        obj._history_user = request.user
        super().save_model(request, obj, form, change)

    def history_view(self, request, object_id, extra_context=None):
        entry = self._entry(request, object_id)
        page = Paginator(moments(entry, self.history_rows), per_page=30).get_page(request.GET.get("p"))
        context = self._context(request, entry, _("History: %(entry)s") % {"entry": entry}) | {"page": page}
        return TemplateResponse(request, "admin/entry_history.html", context)

    def version_view(self, request, object_id, version):
        entry = self._entry(request, object_id)
        try:
            if request.method == "POST":
                return self._bring_back(request, entry, version)
            changes = difference(entry, version, self.history_rows)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(self._address(entry, "history"))
        changes = [change for change in changes if change.label not in self._kept_labels()]
        context = self._context(request, entry, _("Bring back a version")) | {"changes": changes}
        return TemplateResponse(request, "admin/entry_version.html", context)

    def _bring_back(self, request, entry, version):
        restore(entry, version, children=self.history_rows, keep=self.history_keeps, by=request.user)
        self.log_change(request, entry, _("An earlier version was brought back."))
        messages.success(request, _("“%(entry)s” is as it was then.") % {"entry": entry})
        return HttpResponseRedirect(self._address(entry, "change"))

    def _entry(self, request, object_id):
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        return entry

    def _kept_labels(self):
        names = [field.name for field in self.opts.get_fields()]
        kept = [self.opts.get_field(name).verbose_name for name in self.history_keeps if name in names]
        return {str(label)[:1].upper() + str(label)[1:] for label in kept}

    def _address(self, entry, page):
        site, label, name = self.admin_site.name, self.opts.app_label, self.opts.model_name
        return reverse(f"{site}:{label}_{name}_{page}", args=[entry.pk])

    def _context(self, request, entry, title):
        return self.admin_site.each_context(request) | {
            "title": title,
            "object": entry,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            "version_url_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_version",
            "kept_labels": sorted(self._kept_labels()),
        }
