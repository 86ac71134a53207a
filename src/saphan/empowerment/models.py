"""The tables of this room; each stands in the sub-room that owns it."""

from saphan.empowerment.offers.models import AskAgain as AskAgain
from saphan.empowerment.offers.models import OfferCheck as OfferCheck
from saphan.empowerment.offline.models import OfflineKey as OfflineKey
from saphan.empowerment.outreach.models import GroupMet as GroupMet
from saphan.empowerment.outreach.models import OutreachPlace as OutreachPlace
from saphan.empowerment.outreach.models import OutreachVisit as OutreachVisit
