"""The earlier versions of an offer, their differences, and the button that brings one back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offers.approval import keep_for_approval, needs_approval, note_change
from offers.forms.sections import SECTIONS
from offers.forms.typed import typed_section
from offers.models import Offer
from offers.versions import KEEPS, ROWS
from offers.views.workspace.own import own_offer
from partners.history import difference, moments, restore
from partners.shown_values import value_label

PER_PAGE = 20


@require_safe
def versions(request, pk):
    """Who changed what when, newest first."""
    offer = own_offer(request, pk)
    page = Paginator(moments(offer, ROWS), PER_PAGE).get_page(request.GET.get("seite"))
    newest = page.number == 1 and page.object_list and page.object_list[0]
    return render(request, "offers/workspace/versions.html", {"offer": offer, "page": page, "newest": newest})


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def version(request, pk, version):
    """What would be different if a version came back; POST brings it back."""
    offer = own_offer(request, pk)
    try:
        if request.method == "POST":
            return _bring_back(request, offer, version)
        changes = difference(offer, version, ROWS)
    except ValidationError as error:
        if not offer.history.filter(history_id=version).exists():
            raise Http404 from None
        messages.error(request, " ".join(error.messages))
        return redirect("offers:versions", pk=pk)
    kept = {value_label(Offer, name) for name in KEEPS}
    changes = [change for change in changes if change.label not in kept]
    record = offer.history.select_related("history_user").get(history_id=version)
    return render(request, "offers/workspace/version.html", {"offer": offer, "changes": changes, "record": record})


def _bring_back(request, offer, version):
    if needs_approval(offer, request.user):
        keep_version_for_approval(offer, version, request.user)
        messages.success(request, _("Thank you. The moderator looks at your change; until then nothing else changes."))
    else:
        with transaction.atomic():
            restore(offer, version, children=ROWS, keep=KEEPS, by=request.user)
        note_change(offer, request.user)
        messages.success(request, _("The offer is as it was then."))
    return redirect("offers:workspace", pk=offer.pk)


def keep_version_for_approval(offer, version, by):
    """Hand in an old version as changes of its sections: as if somebody had typed it all again."""
    today = {name: typed_section(name, offer) for name in SECTIONS}
    undo = transaction.savepoint()
    restore(Offer.objects.get(pk=offer.pk), version, children=ROWS, keep=KEEPS, by=by)
    then = {name: typed_section(name, Offer.objects.get(pk=offer.pk)) for name in SECTIONS}
    transaction.savepoint_rollback(undo)
    for name, data in then.items():
        if data != today[name]:
            keep_for_approval(offer, name, data, by)
