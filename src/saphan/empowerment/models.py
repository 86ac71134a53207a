"""The tables of this room; each stands in the sub-room that owns it."""

from saphan.empowerment.acceptance.models import Acceptance as Acceptance
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
