"""A parent's own referral."""

from network_portal.cookieless import cookieless_form
from referrals.views.behind import page_behind_code
from referrals.views.parent_actions import ACTIONS


@cookieless_form
def mine(request):
    """The slip's code opens the referrals it belongs to. A code of an inquiry opens its thread here as well."""
    return page_behind_code(request, "mine", ACTIONS)
