"""The tables of this room; each stands in the sub-room that owns it."""

from saphan.dialogue.boards.models import Board as Board
from saphan.dialogue.boards.models import BoardAcceptance as BoardAcceptance
from saphan.dialogue.boards.models import BoardAnswer as BoardAnswer
from saphan.dialogue.boards.models import BoardQuestion as BoardQuestion
from saphan.dialogue.boards.models import BoardTruth as BoardTruth
from saphan.dialogue.crowding.models import CrowdingFinding as CrowdingFinding
from saphan.dialogue.crowding.models import CrowdingMonth as CrowdingMonth
from saphan.dialogue.crowding.models import PollReason as PollReason
from saphan.dialogue.polls.inviting_models import PollInvitation as PollInvitation
from saphan.dialogue.polls.inviting_models import PollSending as PollSending
from saphan.dialogue.polls.models import Poll as Poll
from saphan.dialogue.polls.models import PollAcceptance as PollAcceptance
from saphan.dialogue.polls.models import PollAnswer as PollAnswer
from saphan.dialogue.polls.models import PollQuestion as PollQuestion
from saphan.dialogue.polls.models import PollResponse as PollResponse
from saphan.dialogue.polls.models import PollSound as PollSound
from saphan.dialogue.polls.models import PollWindow as PollWindow
from saphan.dialogue.round_tables.models import RoundTable as RoundTable
from saphan.dialogue.round_tables.models import RoundTablePromise as RoundTablePromise
from saphan.dialogue.round_tables.models import RoundTableSeat as RoundTableSeat
from saphan.dialogue.round_tables.models import RoundTableYes as RoundTableYes
