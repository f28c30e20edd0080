"""Who is in the network and how to reach them."""

from partners.models.calendar import Absence, ClosingPeriod, SchoolHoliday
from partners.models.choices import FederalState, Known
from partners.models.contact import Contact
from partners.models.invitation import Invitation
from partners.models.joining import JoinRequest
from partners.models.location import Location
from partners.models.membership import Membership
from partners.models.network import Network
from partners.models.partner import Partner, PartnerLink
from partners.models.place import Municipality, Postcode

__all__ = [
    "Absence",
    "ClosingPeriod",
    "Contact",
    "FederalState",
    "Invitation",
    "JoinRequest",
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
