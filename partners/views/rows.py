"""Places and contacts of one's own organisation: new, changed, deleted."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.forms.places import ContactForm, LocationForm
from partners.models import Contact, Location
from partners.permissions import may_lead
from partners.uses import uses_of_contact, uses_of_location
from partners.views.own import locked, own_partner

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@once
@transaction.atomic
def location_edit(request, slug, pk=None):
    """A place: where it is, how to get there, who gets in. A secret one only for those who may lead."""
    partner = own_partner(request, slug)
    leads = may_lead(request.user, partner)
    location = _own_location(request, partner, leads, pk) if pk else Location(partner=partner)
    form = LocationForm(typed(request), instance=location, may_hide=leads)
    return _answer(request, partner, form, "partners/workspace/location.html")


@require_http_methods(METHODS)
@transaction.atomic
def location_delete(request, slug, pk):
    """Delete a place that no offer names."""
    partner = own_partner(request, slug)
    location = _own_location(request, partner, may_lead(request.user, partner), pk)
    return _delete(request, partner, location, uses_of_location(location))


@require_http_methods(METHODS)
@once
@transaction.atomic
def contact_edit(request, slug, pk=None):
    """A person or a team, and how to reach them."""
    partner = own_partner(request, slug)
    contact = locked(request, partner.contacts.all(), pk=pk) if pk else Contact(partner=partner)
    form = ContactForm(typed(request), instance=contact)
    return _answer(request, partner, form, "partners/workspace/contact.html")


@require_http_methods(METHODS)
@transaction.atomic
def contact_delete(request, slug, pk):
    """Delete a contact that nothing names."""
    partner = own_partner(request, slug)
    contact = locked(request, partner.contacts.all(), pk=pk)
    return _delete(request, partner, contact, uses_of_contact(contact))


def _own_location(request, partner, leads, pk):
    location = locked(request, partner.locations.all(), pk=pk)
    if location.is_hidden and not leads:
        raise Http404
    return location


def _answer(request, partner, form, template):
    if request.method == "POST" and form.is_valid():
        row = form.save()
        messages.success(request, _("“%(row)s” was saved.") % {"row": row})
        return redirect("partners:profile", slug=partner.slug)
    row = form.instance if form.instance.pk else None
    context = {"form": form, "partner": partner, "row": row, "is_kept": is_kept(request, form)}
    return render(request, template, context)


def _delete(request, partner, row, uses):
    if request.method == "POST" and not uses:
        name = str(row)
        row.delete()
        messages.success(request, _("“%(row)s” was deleted.") % {"row": name})
        return redirect("partners:profile", slug=partner.slug)
    return render(request, "partners/workspace/delete.html", {"partner": partner, "row": row, "uses": uses})
