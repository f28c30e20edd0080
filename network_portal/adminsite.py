"""The coordinators' site at /verwaltung/: its name, and the order of what can be edited."""

from functools import partial

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_portal.queues import in_order, queues_for
from network_portal.tables import pages
from network_portal.tables.specs import SPECS
from partners.models import Network
from partners.permissions import is_coordinator, may_moderate

# Groups as coordinators think of them, most used first. What is in no group comes last under the name of its app.
GROUPS = [
    (
        "entries",
        gettext_lazy("Offers"),
        ["offers.Offer", "offers.ErrorReport", "offers.Translation", "offers.ImportedRow"],
    ),
    (
        "network",
        gettext_lazy("Partners"),
        ["partners.Partner", "partners.JoinRequest", "partners.Location", "partners.Contact"],
    ),
    (
        "referrals",
        gettext_lazy("Referrals and inquiries"),
        [
            "referrals.Referral",
            "referrals.Inquiry",
            "referrals.Chain",
            "referrals.ReferralEvent",
            "referrals.Access",
            "referrals.Reason",
            "referrals.ConsentWording",
            "referrals.Rules",
        ],
    ),
    (
        "portal",
        gettext_lazy("Portal"),
        [
            "partners.Network",
            "network_portal.NewsItem",
            "network_portal.Page",
            "offers.HelpLine",
            "offers.BrochureEdition",
        ],
    ),
    ("words", gettext_lazy("Words to sort by"), ["offers.PolicyField", "offers.Topic", "offers.LifeSituation"]),
    ("search", gettext_lazy("Search"), ["offers.UnmetSearch", "offers.LexiconEntry"]),
    (
        "region",
        gettext_lazy("Region and calendar"),
        ["partners.Municipality", "partners.Postcode", "partners.SchoolHoliday"],
    ),
    ("accounts", gettext_lazy("Accounts"), ["auth.User", "partners.Invitation"]),
]


class CoordinatorsSite(AdminSite):
    """Django's administration under the name of the network, with the models in groups."""

    enable_nav_sidebar = False  # the start page has all of it, and the sidebar stores its state in the browser
    index_title = gettext_lazy("What would you like to do?")

    def has_permission(self, request):
        """Coordinators, and people who look after a policy field: these see the rows of their fields alone."""
        return request.user.is_active and may_moderate(request.user)

    def get_urls(self):
        page = path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.show), name="view_on_site")
        tables = [
            path(f"tabellen/<str:label>/{address}", self.admin_view(partial(view, self)), name=f"table-{name}")
            for address, view, name in (("", pages.export, "export"), ("einlesen/", pages.bring_in, "import"))
        ]
        return [page, *tables, *super().get_urls()]

    def show(self, request, content_type_id, object_id):
        """The public page of a row that the person may see here; Django's own would tell of every row."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        listed = self._registry.get(kind and kind.model_class())
        row = listed and listed.has_view_permission(request) and listed.get_object(request, unquote(object_id))
        if not row or not hasattr(row, "get_absolute_url"):
            raise Http404
        return redirect(row.get_absolute_url())

    def index(self, request, extra_context=None):
        """What waits, most urgent first; then everything that can be edited."""
        on = timezone.localdate()
        waiting, calm = in_order(queues_for(request.user, on), on)
        context = {"on": on, "waiting": waiting, "calm": calm, "is_coordinator": is_coordinator(request.user)}
        return super().index(request, context | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        """The first page has all of it; an app is nothing that coordinators know."""
        return redirect(f"{self.name}:index")

    def each_context(self, request):
        context = super().each_context(request)
        name = Network.objects.current().display_name
        title = _("Administration – %(network)s") % {"network": name}
        tables = SPECS.values() if is_coordinator(request.user) else ()
        context |= {"tables": {spec.label for spec in tables}}
        context |= {"tables_in": {spec.label for spec in tables if spec.comes_in}}
        return context | {"site_header": title, "site_title": title}

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """There is one login for everybody, and it asks for the second factor."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect(f"{self.name}:index")
        target = request.GET.get(REDIRECT_FIELD_NAME) or reverse(f"{self.name}:index")
        return redirect_to_login(target)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def logout(self, request, extra_context=None):
        """End the login, and let the browser forget the pages it has seen (the back button, the disk)."""
        response = super().logout(request, extra_context)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    def get_app_list(self, request):
        """The models in ``GROUPS``. No app has a page of its own."""
        # Django asks for it on every page, for its sidebar.
        return SimpleLazyObject(lambda: self._groups(super(CoordinatorsSite, self).get_app_list(request)))

    def _groups(self, apps) -> list[dict]:
        models = {model["model"]._meta.label: model for app in apps for model in app["models"]}
        home = reverse(f"{self.name}:index")
        groups = []
        for key, name, labels in GROUPS:
            rows = [models.pop(label) for label in labels if label in models]
            if rows:
                group = {"name": name, "app_label": key, "app_url": home, "has_module_perms": True}
                groups.append(group | {"models": rows})
        left = [app | {"models": [m for m in app["models"] if m["model"]._meta.label in models]} for app in apps]
        return groups + [app for app in left if app["models"]]
