"""The tables of this room; each stands in the sub-room that owns it."""

from saphan.empowerment.acceptance.models import Acceptance as Acceptance
from saphan.empowerment.directory.models import ContactWay as ContactWay
from saphan.empowerment.directory.models import Licence as Licence
from saphan.empowerment.directory.models import Listing as Listing
from saphan.empowerment.journey.models import JourneyPart as JourneyPart
from saphan.empowerment.lessons.models import LessonLearned as LessonLearned
from saphan.empowerment.lessons.models import LessonSound as LessonSound
from saphan.empowerment.lessons.models import LessonTaught as LessonTaught
from saphan.empowerment.lessons.models import LessonText as LessonText
from saphan.empowerment.offers.models import AskAgain as AskAgain
from saphan.empowerment.offers.models import OfferCheck as OfferCheck
from saphan.empowerment.offline.models import OfflineKey as OfflineKey
from saphan.empowerment.outreach.models import GroupMet as GroupMet
from saphan.empowerment.outreach.models import OutreachPlace as OutreachPlace
from saphan.empowerment.outreach.models import OutreachVisit as OutreachVisit
from saphan.empowerment.reviews.models import Review as Review
from saphan.empowerment.reviews.models import ReviewComment as ReviewComment
from saphan.empowerment.reviews.models import ReviewLetter as ReviewLetter
from saphan.empowerment.reviews.models import ReviewRelease as ReviewRelease
from saphan.empowerment.reviews.models import ReviewReply as ReviewReply
from saphan.empowerment.reviews.models import ReviewTrace as ReviewTrace
from saphan.empowerment.reviews.models import ReviewUnplaced as ReviewUnplaced
