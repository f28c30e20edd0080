"""What the portal knows of one's own organisation, and the pages that change it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.forms.periods import AbsenceFormSet, ClosingFormSet
from partners.forms.profile import LinkFormSet, ProfileForm
from partners.messages import mail_addresses
from partners.models import Partner
from partners.permissions import may_lead
from partners.views.own import own_partner


@require_safe
def profile(request, slug):
    """All that is stored of the organisation, each part with the page that changes it."""
    partner = own_partner(request, slug)
    today = timezone.localdate()
    context = {
        "partner": partner,
        "may_lead": may_lead(request.user, partner),
        "places": partner.locations.select_related("municipality"),
        "contacts": partner.contacts.select_related("location__municipality"),
        "closing": partner.closing_periods.filter(ends_on__gte=today),
        "absences": partner.absences.filter(ends_on__gte=today),
        "addresses": mail_addresses(partner, today),
    }
    return render(request, "partners/workspace/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def profile_edit(request, slug):
    """Name, description, website, logo, and where messages go."""
    partner = own_partner(request, slug)
    data = typed(request)
    sent = (data, request.FILES) if data is not None else ()
    form, links = ProfileForm(*sent, instance=partner), LinkFormSet(*sent, instance=partner, prefix="links")
    if request.method == "POST" and all([form.is_valid(), links.is_valid()]):
        form.save()
        links.save()
        messages.success(request, _("Your profile was saved."))
        return redirect("partners:profile", slug=slug)
    context = {"form": form, "rows": links, "partner": partner, "is_kept": is_kept(request, form)}
    return render(request, "partners/workspace/profile_edit.html", context)


def closing(request, slug):
    """Days on which all of the organisation is closed."""
    return _periods(request, slug, ClosingFormSet, "closing_periods", "partners/workspace/closing.html")


def absence(request, slug):
    """Days on which nobody reads the messages, so that the deputy gets them."""
    return _periods(request, slug, AbsenceFormSet, "absences", "partners/workspace/absence.html")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def _periods(request, slug, form_set, name, template):
    """Periods that are not over: changed, taken away, and one more."""
    partner = own_partner(request, slug)
    rows = getattr(partner, name).filter(ends_on__gte=timezone.localdate())
    form = form_set(typed(request), instance=partner, queryset=rows)
    if request.method == "POST" and form.is_valid():
        form.save()
        # What others fetch of the partner's offers has changed, too.
        Partner.objects.filter(pk=partner.pk).update(updated_at=timezone.now())
        messages.success(request, _("The days were saved."))
        return redirect("partners:profile", slug=slug)
    return render(request, template, {"rows": form, "partner": partner, "is_kept": is_kept(request, form)})
