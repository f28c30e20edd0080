"""Changing one section of an offer, also while somebody else does."""

import json

from django.contrib import messages
from django.db import transaction
from django.forms.utils import ErrorDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import kept_data as text_of_ended_session
from network_portal.once import once
from offers.approval import keep_for_approval, kept_data, needs_approval, note_change
from offers.forms.meanwhile import FIELD, merged, versions, who_changed
from offers.forms.sections import SECTIONS, section_form
from offers.forms.typed import with_one_more, with_stored
from offers.models import Offer
from offers.permissions import can_moderate_offer
from offers.text_help import hints_for
from offers.views.workspace.own import own_offer


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def edit(request, pk, section):
    """The form of one section."""
    offer = own_offer(request, pk)
    waiting = offer.pending_changes.filter(section=section).first()
    if request.method == "POST":
        return _answer(request, offer, section, waiting)
    if typed := text_of_ended_session(request):
        return _again(request, offer, section, typed, waiting, is_kept=True)
    typed = None
    if waiting and not can_moderate_offer(request.user, offer):
        typed = kept_data(waiting)
    form = section_form(section, offer, typed, user=request.user)
    return _page(request, offer, quiet(form), versions(section, offer, waiting), waiting=waiting)


def _answer(request, offer, section, waiting):
    """Store what was typed; or show the form again with one more row, with what is stored, or with what is wrong."""
    sent, stored = request.POST, versions(section, offer, waiting)
    if request.POST.get("more") in SECTIONS[section].rows:
        sent = with_one_more(sent, request.POST["more"])
        return _again(request, offer, section, sent, waiting, here=f"{request.POST['more']}-group")
    if taken := request.POST.get("take"):
        sent = with_stored(sent, taken, section, offer)
        return _again(request, offer, section, sent, waiting, here=taken)
    form = section_form(section, offer, sent, request.FILES, request.user)
    is_valid = form.is_valid()
    fresh = Offer.objects.get(pk=offer.pk)
    changed, data = merged(form, fresh, with_uploads(form, sent), stored)
    if changed:
        return _again(request, fresh, section, data, waiting, stored=stored, meanwhile=changed, status=409)
    if not is_valid:
        return _page(request, fresh, form, None, sent=sent, waiting=waiting)
    return _store(request, form, fresh, with_uploads(form, sent), waiting)


def _store(request, form, fresh, data, waiting):
    offer, name = form.offer, form.spec.name
    if needs_approval(fresh, request.user):
        keep_for_approval(fresh, name, without_marks(data), request.user)
        messages.success(request, _("Thank you. The moderator looks at your change; until then nothing else changes."))
    else:
        form.save(request.user)
        note_change(offer, request.user)
        if waiting and not can_moderate_offer(request.user, fresh):
            waiting.delete()
        messages.success(request, _("“%(section)s” is saved.") % {"section": form.spec.label})
    return redirect("offers:workspace", pk=offer.pk)


def _again(request, offer, section, data, waiting, *, stored=None, meanwhile=(), status=200, **context):
    """The form once more with ``data``, saying nothing of errors yet."""
    form = quiet(section_form(section, offer, data, user=request.user))
    context |= {"meanwhile": meanwhile, "who": who_changed(offer) if meanwhile else ""}
    return _page(request, offer, form, stored, sent=data, waiting=waiting, status=status, **context)


def _page(request, offer, form, stored, *, sent=None, waiting=None, status=200, **context):
    version = json.dumps(stored) if stored is not None else sent.get(FIELD, "")
    context |= {
        "offer": offer,
        "title": Offer.objects.values_list("title", flat=True).get(pk=offer.pk),
        "section": form,
        "form": form.form,
        "edit_version": version,
        "waiting": waiting,
        "may_moderate": can_moderate_offer(request.user, offer),
        "hints": hints_for(offer) if form.spec.name == "what" and request.method != "POST" else [],
    }
    return render(request, "offers/workspace/edit.html", context, status=status)


def quiet(section):
    """The form without complaints: it is shown as typed, and has not been handed in."""
    if section.is_bound:
        for form in section.forms:
            form._errors, form.cleaned_data = ErrorDict(), {}
        for rows in section.rows.values():
            rows._errors, rows._non_form_errors = [], rows.error_class()
    return section


def with_uploads(section, sent):
    """What was sent, with the marks of files that were stored on the way."""
    data = sent.copy()
    for form in section.rows["links"].forms if "links" in section.rows else ():
        name = form.add_prefix("kept")
        if form.data.get(name):
            data[name] = form.data[name]
    return data


def without_marks(data):
    """What was typed, without what belongs to one page alone."""
    kept = data.copy()
    for name in (FIELD, "csrfmiddlewaretoken"):
        kept.pop(name, None)
    return kept
