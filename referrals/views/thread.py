"""A parent's own inquiry."""

from network_portal.cookieless import cookieless_form
from referrals.views.behind import page_behind_code
from referrals.views.parent_actions import ACTIONS


@cookieless_form
def thread(request):
    """The code opens the thread, and what came of it. A code from a slip opens its referrals here as well."""
    return page_behind_code(request, "thread", ACTIONS)
