"""Help at once."""

from django.shortcuts import render

from network_portal.public import public_page
from offers.models import HelpLine
from offers.models.helpline import HelpLineGroup


@public_page
def help_now(request):
    """Telephone numbers that help at once, emergencies first."""
    lines = list(HelpLine.objects.shown())
    groups = [(group, [line for line in lines if line.group == group]) for group in HelpLineGroup]
    context = {
        "groups": [pair for pair in groups if pair[1]],
        "some_unchecked": any(line.checked_on is None for line in lines),
    }
    return render(request, "network_portal/help_now.html", context)
