"""What moderators look after: new, changed and stale entries of their fields, and reports nobody has answered."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offers import approval
from offers.forms.steps import NoteForm, WordForm
from offers.models import Offer
from offers.moderating import moderation_lists
from offers.moderator_tasks import may_moderate
from offers.permissions import can_edit_offer
from offers.quality import missing_facts
from offers.section_changes import NoLongerFitsError, approve, shown_change
from offers.workflow import MODERATOR, open_steps


@require_safe
def moderation(request):
    """Everything that waits in the fields one looks after. 404 for those who look after none."""
    if not may_moderate(request.user):
        raise Http404
    lists = moderation_lists(Offer.objects.moderated_by(request.user), timezone.localdate())
    return render(request, "offers/workspace/moderation.html", {"lists": lists})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """What has changed in one entry, or shall change; the moderator agrees, takes it back, or gives it back."""
    offers = Offer.objects.moderated_by(request.user).select_related("partner", "policy_field")
    offer = get_object_or_404(offers, pk=pk)
    if request.method == "POST":
        return _decide(request, offer)
    return _show(request, offer)


def _show(request, offer, *, form=None, problem="", status=200):
    waiting = [shown_change(change) for change in offer.pending_changes.waiting().select_related("offer", "author")]
    context = {
        "offer": offer, "waiting": waiting, "form": form or NoteForm(offer=offer), "problem": problem,
        "changes": approval.unseen_changes(offer) if offer.changed_unseen_at else [],
        "stamp": approval.stamp(offer), "mine": can_edit_offer(request.user, offer),
        "steps": {name: step for name, step in open_steps(offer, request.user).items() if MODERATOR in step.who},
        "missing": [fact for fact in missing_facts(offer) if fact.is_needed],
        "can_undo": bool(offer.changed_unseen_at and approval.version_before(offer)),
    }  # fmt: skip
    return render(request, "offers/workspace/change.html", context, status=status)


def _decide(request, offer):
    """One press of a button. What is no longer there says so, with what is there now."""
    try:
        refusal = DECISIONS.get(request.POST.get("do"), _unknown)(request, offer)
    except approval.ChangedMeanwhileError:
        problem = _("Somebody has changed the entry meanwhile. Please look at it again: nothing has happened yet.")
        return _show(request, offer, problem=problem, status=409)
    except NoLongerFitsError as error:
        return _show(request, offer, problem=_("This does not fit any more: %(why)s") % {"why": error}, status=409)
    except ValidationError as error:
        return _show(request, offer, problem=" ".join(error.messages), status=409)
    if refusal is not None:
        return _show(request, offer, form=refusal, status=200)
    messages.success(request, _("“%(title)s”: done.") % {"title": offer.title})
    return redirect("offers:moderation")


def _unknown(request, offer):
    raise BadRequest


def _seen(request, offer):
    approval.accept_change(offer, seen=request.POST.get("stamp", ""))


def _undo(request, offer):
    form = WordForm(request.POST, offer=offer)
    if not form.is_valid():
        return form
    approval.undo_change(offer, by=request.user, seen=request.POST.get("stamp", ""), note=form.cleaned_data["note"])
    return None


def _approve(request, offer):
    approve(_waiting(request, offer), by=request.user, seen=request.POST.get("since", ""))


def _give_back(request, offer):
    form = NoteForm(request.POST, offer=offer)
    if not form.is_valid():
        return form
    approval.give_back(_waiting(request, offer), note=form.cleaned_data["note"])
    return None


DECISIONS = {"seen": _seen, "undo": _undo, "approve": _approve, "return": _give_back}


def _waiting(request, offer):
    """The change a button stands for. Raises ``ChangedMeanwhileError`` where it no longer waits."""
    key = request.POST.get("change", "")
    change = offer.pending_changes.waiting().filter(pk=key if key.isdecimal() and len(key) < 19 else None).first()
    if change is None:
        raise approval.ChangedMeanwhileError
    return change
