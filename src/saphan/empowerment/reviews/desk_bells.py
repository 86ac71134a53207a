"""What the bell says to moderators, and where it leads: that something waits, and nothing of what."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment.reviews.ringing import COMMENT, LETTER
from saphan.network.notice_words import say


def name_them() -> None:
    say(COMMENT, _("A comment waits for a moderator."), "empowerment:moderation", takes_id=False)
    say(LETTER, _("A letter waits for a moderator."), "empowerment:moderation", takes_id=False)
