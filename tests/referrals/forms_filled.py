"""Forms of the sender's side, filled in as people would."""

from django.utils import timezone

from network_portal.once import new_token
from referrals.models import Referral
from tests.referrals.rows import CONCERN, NAME, PHONE


def filled(**values):
    """What somebody types on the page for a new referral: everything usual, ticked and given on the screen."""
    typed = {
        "name": NAME, "phone": PHONE, "concern": CONCERN, "contact_way": "phone",
        "released": ["name", "phone", "concern"], "given": "screen", "given_on": timezone.localdate().isoformat(),
        "once": new_token(),
    }  # fmt: skip
    return {name: value for name, value in (typed | values).items() if value is not None}


def send(client, address, **values):
    """Send the form as somebody does who reads the words that come back, and sends it again."""
    typed = filled(**values)
    response = client.post(address, typed)
    if response.status_code == 200 and (form := response.context["form"]) and hasattr(form, "texts"):
        response = client.post(address, typed | {"shown": [shown.text for shown in form.texts]})
    return response


def statuses():
    """Statuses of all referrals, in the order in which they were written."""
    return list(Referral.objects.order_by("pk").values_list("status", flat=True))
