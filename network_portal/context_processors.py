"""What every page needs to know."""

from django.utils.functional import SimpleLazyObject

from partners.models import Network


def network(request):
    """The network with its name, colours and first contact; asked for once, and only by pages that print it."""
    return {"network": SimpleLazyObject(Network.objects.current)}
