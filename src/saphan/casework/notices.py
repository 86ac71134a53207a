"""What the bell says of casework, and where it leads. A notice carries nothing of a story."""

from django.utils.translation import gettext_lazy as _

from saphan.casework import alarms, moves, slips
from saphan.casework.routing import giving
from saphan.network.notice_words import say

STORY, REFERRAL = "casework:conversation", "casework:referral"

OF_ONE = {  # the notice names a story, a referral or a message, and leads to it
    alarms.DANGER: (_("Somebody is in danger."), STORY),
    alarms.DANGER_UNREAD: (_("Danger, unread for 15 minutes."), STORY),
    moves.MOVED_HERE: (_("A story came to us from another desk."), STORY),
    moves.MOVE_REFUSED: (_("She does not want another desk to answer: her story stays."), STORY),
    moves.MOVE_SHUT: (_("She said yes, but the other desk is closed: her story stays with us."), STORY),
    giving.NOBODY_SPEAKS: (_("No colleague is there who can answer her as she needs it."), STORY),
    "casework.translated": (_("An interpreter has answered."), STORY),
    "casework.interpreter_asked": (_("One message waits for your translation."), "casework:interpret"),
    "casework.referral_arrived": (_("Another desk refers somebody to you."), REFERRAL),
    "casework.referral_agreed": (_("She said what the other desk may read."), REFERRAL),
    "casework.referral_refused": (_("She does not want to be referred."), REFERRAL),
    "casework.referral_accepted": (_("The other desk accepted a referral."), REFERRAL),
    "casework.referral_declined": (_("The other desk declined a referral."), REFERRAL),
    "casework.referral_answered": (_("The other desk wrote about a referral."), REFERRAL),
    "casework.referral_over": (_("A referral is over: consent was withdrawn, or its time has passed."), REFERRAL),
}
OF_A_LIST = {  # it leads to the page of all of them
    alarms.WAITING_LONG: (_("Somebody waits longer than a day."), "casework:inbox"),
    giving.FOR_YOU: (_("Stories wait for you."), "casework:inbox"),
    slips.SLIP: (_("A reply reached the wrong person and was read."), "casework:slips"),
    "casework.glass_asked": (_("An administrator asks to open one story with you."), "casework:glass"),
    "casework.glass_open": (_("A lead has answered about the story you asked for."), "casework:glass"),
    "casework.identity_asked": (_("Somebody asks for a worker's number."), "casework:identities"),
    "casework.no_custodian": (
        _("Somebody asks for a worker's number, and no colleague may show it."),
        "network:desk",
    ),
}
OF_A_DESK = {  # the notice names another desk, and nothing of it
    alarms.DANGER_ELSEWHERE: (_("Somebody is in danger at %(desk)s, and that desk is frozen."), "network:pool"),
}


def name_them() -> None:
    """Called once, when the room is ready."""
    for kind, (words, page) in OF_ONE.items():
        say(kind, words, page)
    for kind, (words, page) in OF_A_LIST.items():
        say(kind, words, page, takes_id=False)
    for kind, (words, page) in OF_A_DESK.items():
        say(kind, words, page, takes_id=False, names_desk=True)
