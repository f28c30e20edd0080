"""“Today the childcare falls through.”"""

from django.shortcuts import render
from django.utils import timezone

from network_portal.public import public_page
from offers.emergency import OLDEST, age_in, emergency_help
from offers.index import current_index
from partners.places import find_places

LONGEST_PLACE = 100  # characters


@public_page
def today(request):
    """Who can look after a child today: ``?ort=`` a place or postcode, ``?alter=`` the child's age in years."""
    typed_place, typed_age = request.GET.get("ort", "")[:LONGEST_PLACE].strip(), request.GET.get("alter", "").strip()
    age, now = age_in(typed_age), timezone.localtime()
    place = next(iter(find_places(typed_place)), None) if typed_place else None
    context = {
        "help": emergency_help(current_index(), place, age, now),
        "place": place,
        "typed_place": typed_place,
        "place_unknown": bool(typed_place and place is None),
        "age": age,
        "age_unknown": bool(typed_age and age is None),
        "ages": range(OLDEST + 1),
        "now": now,
    }
    return render(request, "offers/today.html", context)
