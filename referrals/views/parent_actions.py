"""What a parent does behind her code. Each is a form that carries the code; sent twice it happens once."""

from allauth.core.ratelimit import consume
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals import audit, inquiries, parents, proposals
from referrals.actors import by_code
from referrals.consents import consent_text, last_possible_day, purpose_of
from referrals.forms.ask import WriteForm
from referrals.forms.consents import squeezed
from referrals.forms.parents import FactsForm, HelpedForm
from referrals.models import Status
from referrals.models.choices import ConsentForm
from referrals.workflow import NotPossibleError, StepNotOpenError

CHANGED = gettext_lazy("This has changed meanwhile. Below you see how it stands now.")
SENT = gettext_lazy("It has been sent. Thank you for your trust.")


def write(request, opened):
    """One more message in the thread."""
    form = WriteForm(request.POST)
    if opened.inquiry is None or not form.is_valid():
        return opened.show(write=form, status=form.http_status)
    with transaction.atomic():  # the count and the message at once: many short ones would keep others waiting
        is_granted = consume(request, action="parent_writes")
        if is_granted:
            inquiries.reply_as_parent(opened.inquiry, form.cleaned_data["text"], token=opened.token)
    if not is_granted:
        return opened.show(write=form, problem=_("Please wait a little before you write again."), status=429)
    return opened.show(said=_("Your message has arrived."))


def erase(request, opened):
    """Asks once, then erases everything at once."""
    if opened.inquiry is None:
        return opened.show()
    if not opened.token or request.POST.get("sure") != "1":
        return opened.render("erase", referrals=opened.found.referrals)
    inquiries.erase(opened.inquiry)
    return render(request, "referrals/parents/erased.html")


def consent(request, opened):
    """Which details go to whom: filled in and ticked, then shown once more, then sent."""
    referral = opened.referral()
    if referral and referral.status == Status.SENT and request.POST.get("step") == "give":
        return opened.show(said=SENT)  # the same form once more
    if referral is None or referral.status != Status.AWAITING_CONSENT or referral.is_outside:
        return opened.show(problem=CHANGED, status=409)
    asked = proposals.asked_of(referral)
    if "contact_way" not in request.POST and request.POST.get("step") != "check":
        content = audit.prepared_for(referral, by=by_code([referral]))
        form = FactsForm(asked=asked, content=content, initial={"version": referral.version})
        return _facts_page(opened, referral, form)
    form = FactsForm(request.POST, asked=asked)
    if not form.is_valid() or request.POST.get("step") == "change":
        return _facts_page(opened, referral, form, form.http_status)
    text = _words_of(referral, form)
    # A new wording or a new day since the page was shown: then she looks at the words once more.
    is_shown = squeezed(request.POST.get("shown", text)) == squeezed(text)
    if request.POST.get("step") != "give" or not is_shown:
        return opened.render("check", referral=referral, form=form, text=text)
    return _send(opened, referral, form)


def _facts_page(opened, referral, form, status=200):
    return opened.render("facts", status, referral=referral, form=form, purpose=purpose_of(referral))


def _words_of(referral, form) -> str:
    """The words of the consent to what is ticked, as they will be stored."""
    until = last_possible_day(ConsentForm.CODE, timezone.localdate())
    return consent_text(referral, list(form.cleaned_data["facts"]), until)


def _send(opened, referral, form):
    data = form.cleaned_data
    try:
        proposals.give_consent(
            referral, facts=data["facts"], contact_way=data["contact_way"], version=data["version"]
        )  # fmt: skip
    except StepNotOpenError:
        return opened.show(problem=CHANGED, status=409)
    except NotPossibleError as problem:
        form.add_error(None, str(problem))
        return _facts_page(opened, referral, form)
    return opened.show(said=SENT)


def withdraw(request, opened):
    """Asks once, then withdraws: the recipient sees nothing any more."""
    referral = opened.referral()
    if referral is None:
        return opened.show(problem=CHANGED, status=409)
    if not opened.token or request.POST.get("sure") != "1":
        return opened.render("withdraw", referral=referral, followed=parents.followed(referral))
    try:
        parents.take_back(referral)
    except StepNotOpenError:
        if referral.status != Status.WITHDRAWN:
            return opened.show(problem=CHANGED, status=409)
    return opened.show(said=_("Withdrawn. Nobody there can see your details any more."))


def leave(request, opened):
    """Asks once, then nobody accompanies her any more; referrals go on by themselves."""
    referral = opened.referral()
    if referral is None or "leave" not in parents.followed(referral).may:
        return opened.show(problem=CHANGED, status=409)
    if not opened.token or request.POST.get("sure") != "1":
        return opened.render("leave", referral=referral)
    try:
        parents.leave_way(referral)
    except StepNotOpenError:
        return opened.show(problem=CHANGED, status=409)
    return opened.show(said=_("The accompaniment has ended."))


def helped(request, opened):
    """Did it help?"""
    referral, form = opened.referral(), HelpedForm(request.POST)
    if form.is_too_old:
        return opened.too_old()
    if referral is None or not form.is_valid():
        return opened.show(problem=_("Please choose an answer."))
    try:
        parents.say_whether_it_helped(referral, form.cleaned_data["answer"])
    except StepNotOpenError:
        return opened.show(problem=CHANGED, status=409)
    return opened.show(said=_("Thank you. That helps others too."))


ACTIONS = {
    "write": write, "erase": erase, "consent": consent, "withdraw": withdraw, "leave": leave, "helped": helped,
}  # fmt: skip
