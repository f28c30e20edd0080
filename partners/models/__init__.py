"""Who is in the network and how to reach them."""

from partners.models.calendar import ClosingPeriod, SchoolHoliday
from partners.models.choices import FederalState, Known
from partners.models.contact import Contact
from partners.models.location import Location
from partners.models.membership import Membership
from partners.models.network import Network
from partners.models.partner import Partner, PartnerLink
from partners.models.place import Municipality, Postcode

__all__ = [
    "ClosingPeriod",
    "Contact",
    "FederalState",
    "Known",
    "Location",
    "Membership",
    "Municipality",
    "Network",
    "Partner",
    "PartnerLink",
    "Postcode",
    "SchoolHoliday",
]
