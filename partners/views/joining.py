"""How an organisation asks to join the network."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network_portal.public import public_page
from partners.forms.joining import JoinForm


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """The form; on top a way out for a parent who looks for help."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # Counted under a hash of the visitor's address, which the cache forgets after an hour.
        if consume(request, action="join") and form.ask():
            return redirect("partners:join-thanks")
        form.add_error(None, _("Very many requests have come. Please try again tomorrow."))
    return render(request, "partners/join.html", {"form": form})


@public_page
def join_thanks(request):
    """What happens next."""
    return render(request, "partners/join_thanks.html")
