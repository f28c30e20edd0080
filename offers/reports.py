"""What visitors report: told to the partner, answered by a date, and the reporter's address gone soon after."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from network_portal.mail import absolute, queue_mail
from offers import notify
from offers.models import ErrorReport, Offer
from offers.permissions import can_edit_offer, can_moderate_offer

DAYS_AFTER_ANSWER, DAYS_AT_MOST = 30, 90  # how long the address of a reporter may be kept
DAYS_DONE = 365  # how long a report is kept that has been dealt with
MOST_A_DAY = 20  # reports on one entry; counted without knowing who writes


def too_many(offer, on=None) -> bool:
    """Whether more reports on this entry than anybody could read have come today."""
    return offer.error_reports.filter(created_on=on or timezone.localdate()).count() >= MOST_A_DAY


@transaction.atomic
def take_report(offer, *, token, **values) -> ErrorReport:
    """Store a report and tell the partner. The same form sent again stores and tells nothing."""
    report, created = ErrorReport.objects.get_or_create(token=token, defaults={"offer": offer, **values})
    if created:
        notify.partner_side(offer, "report_arrived", link=reverse("offers:report-answer", args=[report.pk]),
                            day=report.due_on)  # fmt: skip
    return report


def reports_for(user):
    """Reports that ``user`` may read and answer."""
    offers = Offer.objects.editable_by(user) | Offer.objects.moderated_by(user)
    return ErrorReport.objects.filter(offer__in=offers)


def may_answer(user, report) -> bool:
    """Whether ``user`` may answer ``report``; ``reports_for`` says the same for many."""
    return can_edit_offer(user, report.offer) or can_moderate_offer(user, report.offer)


@transaction.atomic
def finish_report(report, *, answer=None, on=None) -> ErrorReport:
    """Note what was done. The reporter is told if she left an address, which goes with that mail."""
    report = ErrorReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    report.done_on = on or timezone.localdate()
    report.answer = report.answer if answer is None else answer
    if report.reply_email:
        offer = report.offer
        context = {"offer": offer, "answer": report.answer, "link": absolute(offer.get_absolute_url())}
        queue_mail("report_answered", to=report.reply_email, context=context)
        report.reply_email = ""
    report.save(update_fields=["done_on", "answer", "reply_email"])
    return report


def forget_addresses(now) -> int:
    """Erase addresses of reporters that nobody needs any more, answered or not; how many."""
    today = timezone.localdate(now)
    known = ErrorReport.objects.exclude(reply_email="")
    old = known.filter(done_on__lte=today - timedelta(days=DAYS_AFTER_ANSWER))
    old |= known.filter(created_on__lte=today - timedelta(days=DAYS_AT_MOST))
    return old.update(reply_email="")


def forget_reports(now) -> int:
    """Delete reports that were dealt with long ago; how many."""
    old = ErrorReport.objects.filter(done_on__lte=timezone.localdate(now) - timedelta(days=DAYS_DONE))
    return old.delete()[0]
