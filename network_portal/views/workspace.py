"""The first page behind the login: what needs the person."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.tasks import partners_of, tasks_for
from referrals.tasks import tasks_of


@require_safe
def workspace(request):
    """Everything that waits for the person, most urgent first."""
    on = timezone.localdate()
    tasks = tasks_for(request.user, on, more=tasks_of(request.user, on))
    context = {"tasks": tasks, "partners": partners_of(request.user)}
    return render(request, "workspace/home.html", context)
