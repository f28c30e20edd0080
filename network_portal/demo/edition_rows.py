"""The first printed edition of the demo's brochure, apart from the other rows: printing takes longer than they do."""

from offers.editions import issue_edition
from offers.models import BrochureEdition


def load_edition() -> int:
    """Print the first edition, where there is none; how many were printed."""
    if BrochureEdition.objects.exists():
        return 0
    issue_edition("Gedruckt für das Netzwerktreffen, 300 Stück")
    return 1
