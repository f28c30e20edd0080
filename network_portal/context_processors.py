"""What every page needs to know."""

from django.utils.functional import SimpleLazyObject

from partners.models import Network

_kept = (None, None)  # the last version of the content this process has seen, and the network in it


def network(request):
    """The network with its name, colours and first contact; asked for only by pages that print it."""
    return {"network": SimpleLazyObject(lambda: network_of(getattr(request, "content_version", None)))}


def network_of(version: int | None) -> Network:
    """The network in a version of the content (``changes.content_version``); read anew where that is None."""
    global _kept  # one pair per process, replaced as a whole
    kept_version, kept = _kept
    if version is not None and version == kept_version:
        return kept
    row = Network.objects.current()
    if version is not None:
        _kept = (version, row)
    return row
