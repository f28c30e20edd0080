"""Handing the first contact of the network to another partner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.models import Network
from referrals.desk import hand_over_desk, may_hand_over, open_at
from referrals.forms.inquiries import DeskForm
from referrals.inquiries import ConflictError


@require_http_methods(["GET", "HEAD", "POST"])
@once
def desk(request):
    """What is open there, and to whom all of it goes: chosen, shown once more, done."""
    if not may_hand_over(request.user):
        raise Http404
    former = Network.objects.current().desk
    form = DeskForm(typed(request), desk=former)
    context = {
        "desk": former,
        "form": form,
        "open": open_at(former) if former else None,
        "is_kept": is_kept(request, form),
    }
    if request.method != "POST" or not form.is_valid() or request.POST.get("step") == "change":
        return render(request, "referrals/desk.html", context)
    data = form.cleaned_data
    if request.POST.get("step") != "sure":
        return render(request, "referrals/desk_sure.html", context | {"partner": data["partner"]})
    is_same = data["former"] == (str(former.pk) if former else "")
    try:
        if not is_same:
            raise ConflictError
        count = hand_over_desk(
            data["partner"], former=former, by=request.user, phone=data["phone"], hours=data["hours"]
        )  # fmt: skip
    except ConflictError:
        form = DeskForm(desk=former)
        return render(request, "referrals/desk.html", context | {"form": form, "is_stale": True}, status=409)
    words = _("%(partner)s is the first contact now. Inquiries that went along: %(count)s.")
    messages.success(request, words % {"partner": data["partner"].name, "count": count})
    return redirect("workspace")
