"""What stands behind a code, for both addresses that ask for one. No session knows it: each form carries the code."""

from allauth.core.ratelimit import consume
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.cookieless import TOO_OLD, token_in
from network_portal.limits import is_used_up
from referrals import parents
from referrals.codes import grouped, plain
from referrals.forms.ask import CodeForm, WriteForm
from referrals.forms.parents import HelpedForm
from referrals.inquiries import GoneError
from referrals.models import InquiryStatus


def ask_for_code(request, page, form=None, status=200):
    """The form for a code. ``page``: “thread” or “mine”, which differ in their words."""
    context = {"form": form or CodeForm(), "page": page, "action": request.path}
    return render(request, "referrals/parents/code.html", context, status=status)


def page_behind_code(request, page, actions):
    """Asks for the code, or does what one of ``actions`` does with what it opens.

    Unknown, expired and erased codes get one answer; who tries many has to wait some minutes.
    """
    if request.method != "POST":
        return ask_for_code(request, page)
    if is_used_up(request, "parent_code"):
        return render(request, "referrals/parents/too_many.html", status=429)
    form, action = CodeForm(request.POST), request.POST.get("do", "")
    is_ours = form.is_valid()
    if form.is_too_old and action not in actions:
        return ask_for_code(request, page, form, form.http_status)
    found = parents.behind(request.POST.get("code", ""))
    if found is None:
        if request.POST.get("code", "").strip():
            consume(request, action="parent_code")  # whether the form was ours or not: who guesses needs none of ours
        if is_ours:
            form.add_error("code", _("There is nothing for this code. Please compare it with your paper."))
        return ask_for_code(request, page, form, form.http_status)
    code = plain(request.POST["code"])
    try:
        return actions.get(action, open_page)(request, Opened(request, page, code, found))
    except GoneError:  # erased at this very moment, in another window
        return ask_for_code(request, page)


class Opened:
    """A page behind a code that was right: what it shows, and the pages that ask something first."""

    def __init__(self, request, page, code, found):
        self.request, self.page, self.code, self.found = request, page, code, found
        self.token = token_in(request)

    @property
    def inquiry(self):
        return self.found.inquiry

    def referral(self):
        """The referral that a form names, if this code opens it."""
        number = self.request.POST.get("referral", "")
        return next((row for row in self.found.referrals if row.number == number), None)

    def render(self, template, status=200, **context):
        """A page that carries the code on in its forms."""
        context |= {"code": self.code, "shown": grouped(self.code), "action": self.request.path, "page": self.page}
        return render(self.request, f"referrals/parents/{template}.html", context, status=status)

    def show(self, *, said="", problem="", write=None, status=200):
        """The thread and the referrals as they stand now, after a sentence on what was done or why not."""
        found = parents.behind(self.code) if said or problem else self.found
        if found is None:  # it was erased at this moment
            return ask_for_code(self.request, self.page)
        rows = [parents.followed(referral) for referral in found.referrals]
        inquiry = found.inquiry
        return self.render(
            "behind", status, inquiry=inquiry, followed=rows, said=said, problem=problem, write=write or WriteForm(),
            messages_of=list(inquiry.messages.select_related("partner").order_by("-pk")) if inquiry else [],
            helped=HelpedForm(), is_late=_is_late(inquiry),
        )  # fmt: skip

    def too_old(self, **context):
        """The same again, since the form had lain open for too long."""
        return self.show(problem=TOO_OLD, status=403, **context)


def _is_late(inquiry) -> bool:
    return bool(inquiry and inquiry.status == InquiryStatus.WAITING and inquiry.due_on < timezone.localdate())


def open_page(request, opened):
    """Nothing but a look."""
    return opened.show()
