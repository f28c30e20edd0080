"""Anonymous inquiries, for the partner who answers them."""

from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.models.choices import ReferralFact
from referrals import proposals
from referrals.actors import by_login
from referrals.asking import asked_facts
from referrals.audit import record_access
from referrals.desk import may_hand_over
from referrals.forms.inquiries import AnswerForm, CloseForm, HandOnForm, ProposeForm, TargetForm
from referrals.inquiries import ConflictError, GoneError, close, hand_on, kept_inquiries, reply
from referrals.models import InquiryStatus, Rules, Side
from referrals.permissions import reading_partner_ids, visible_inquiries

PER_PAGE = 30
IN_ORDER = Case(When(status=InquiryStatus.WAITING, then=1), When(status=InquiryStatus.ANSWERED, then=2), default=3)
CHANGED = gettext_lazy(
    "Somebody has written or changed something meanwhile. Nothing was overwritten; your text is still here."
)


@require_safe
def inquiries(request):
    """A list without content: waiting ones with the overdue first, then answered ones, then closed ones."""
    if not reading_partner_ids(request.user):
        raise Http404
    rows = kept_inquiries(request.user).select_related("partner", "policy_field", "municipality")
    rows = rows.order_by(IN_ORDER, F("due_on").asc(nulls_last=True), "-last_message_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    groups = [(status, list(group)) for status, group in groupby(page, key=attrgetter("status"))]
    context = {"page": page, "groups": groups, "on": timezone.localdate()}
    context["may_hand_over"] = may_hand_over(request.user)
    return render(request, "referrals/inquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def inquiry(request, number):
    """The thread, an answer, and what else can be done with it."""
    row = _found(request, number)
    if not row.code_hash:
        return render(request, "referrals/inquiry_erased.html", {"inquiry": row}, status=410)
    if request.method == "POST":
        handle = {"close": _close, "hand-on": _hand_on}.get(request.POST.get("do"), _reply)
        return handle(request, row)
    data = typed(request)
    form = AnswerForm(data if data and data.get("do") == "reply" else None, initial={"version": row.version})
    return _page(request, row, form)


def _found(request, number):
    rows = visible_inquiries(request.user).select_related("partner", "policy_field", "municipality", "offer")
    return get_object_or_404(rows, number=number)


def _page(request, row, form, *, hand_on_form=None, status=200, problem=""):
    """The thread as it stands; whoever reads it leaves a row that says so."""
    record_access(row, "thread", by=by_login(request.user), partner=row.partner)
    version = {"version": row.version}
    context = {
        "inquiry": row, "thread": row.messages.select_related("partner"), "form": form, "problem": problem,
        "close_form": CloseForm(initial=version), "proposals": proposals.proposals_of(row, request.user),
        "rules": Rules.objects.current(),
        "hand_on_form": hand_on_form or HandOnForm(inquiry=row, initial=version), "is_kept": is_kept(request, form),
        "on": timezone.localdate(),
    }  # fmt: skip
    return render(request, "referrals/inquiry.html", context, status=status)


def _conflict(request, row, form=None):
    """The thread as it is now, with the answer somebody typed; sent once more it counts."""
    row = _found(request, row.number)
    if not row.code_hash:
        return render(request, "referrals/inquiry_erased.html", {"inquiry": row}, status=410)
    if form is None:
        return _page(request, row, AnswerForm(initial={"version": row.version}), status=409, problem=CHANGED)
    form.data = form.data.copy()
    form.data["version"] = row.version
    return _page(request, row, form, status=409, problem=CHANGED)


def _reply(request, row):
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    data = form.cleaned_data
    try:
        reply(row, data["text"], by=request.user, version=data["version"], token=request.POST.get("once", ""))
    except (ConflictError, GoneError):
        return _conflict(request, row, form)
    messages.success(request, _("Your answer stands in the thread now."))
    return redirect(row)


def _close(request, row):
    form = CloseForm(request.POST)
    try:
        close(row, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else -1)
    except (ConflictError, GoneError):
        return _conflict(request, row)
    messages.success(request, _("Closed. The parent reads when the thread will be erased."))
    return redirect("referrals:inquiries")


def _hand_on(request, row):
    form = HandOnForm(request.POST, inquiry=row)
    if not form.is_valid():
        return _page(request, row, AnswerForm(initial={"version": row.version}), hand_on_form=form)
    data = form.cleaned_data
    try:
        hand_on(row, data["partner"], by=request.user, version=data["version"])
    except (ConflictError, GoneError):
        return _conflict(request, row)
    words = _("Handed on to %(partner)s, who reads and answers from now on.")
    messages.success(request, words % {"partner": data["partner"].name})
    return redirect("referrals:inquiries")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def propose(request, number):
    """Propose a referral to the parent: first to whom, then what that partner would read."""
    row = _found(request, number)
    if not row.code_hash:
        raise Http404
    choice = request.GET.get("ziel", "")
    target = proposals.target_of(row, choice)
    if target is None:
        form = TargetForm(request.GET if choice else None, inquiry=row)
        return render(request, "referrals/propose_to.html", {"inquiry": row, "form": form})
    data = typed(request)
    initial = {"version": row.version, "concern": _words_of_parent(request, row)}
    form = ProposeForm(data, target=target, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _propose(request, row, target, form)
    return _propose_page(request, row, target, form)


def _words_of_parent(request, row) -> str:
    """What the parent has written, for the office to shorten. Noted like every reading."""
    record_access(row, "thread", by=by_login(request.user), partner=row.partner)
    return "\n\n".join(message.text for message in row.messages.all() if message.side == Side.PARENT)[:2000]


def _propose_page(request, row, target, form, status=200, problem=""):
    asked = [ReferralFact(key).label for key in asked_facts(target.partner, target.offer)]
    context = {
        "inquiry": row, "target": target, "form": form, "asked": asked, "problem": problem,
        "is_kept": is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/propose.html", context, status=status)


def _propose(request, row, target, form):
    data = form.cleaned_data
    try:
        proposals.propose(
            row, target, by=request.user, concern=data.get("concern", ""), words=data["words"],
            version=data["version"], token=request.POST.get("once", ""),
        )  # fmt: skip
    except GoneError:
        return redirect(row)
    except ConflictError:
        row = _found(request, row.number)
        form.data = form.data.copy()
        form.data["version"] = row.version
        return _propose_page(request, row, target, form, status=409, problem=CHANGED)
    messages.success(request, _("The parent sees your suggestion with the code. Nothing has been passed on yet."))
    return redirect(row)
