"""That two stories are one person's. Nothing moves: each story keeps its words, its key, its code and its ways."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import ordered_id
from saphan.store.protection import (
    SYSTEM,
    Belongs,
    Condition,
    Protection,
    one_story_of,
    setting,
    stories_of,
    story_of,
)

IN_EITHER = (
    Belongs("voice_conversation", "conversation_id", may_move=True),
    Belongs("voice_conversation", "earlier_id"),
)
FROM_THE_OTHER_SIDE = Condition("other_story", f"earlier_id = {setting('conversation')}")


class How(models.TextChoices):
    """Who began it. Only the first two are open for reading across: they need her yes on both ways."""

    CODE = "code"  # she gave the number of the other story
    DESK = "desk"  # she told the desk, which asks her on both ways
    LOST = "lost"  # she lost her number; the desk joined what she says is hers
    OWNER = "owner"  # her account was silent for long, or may have had another owner, and she says that it is hers


class Link(models.Model):
    """Two conversations of one person. here_on, there_on: her yes in each of the two, there also by its number.

    agreed_on: from then on it stands; until then nobody is shown anything of it. Read across only where she said yes
    in both; else it shows no old words until she gives her word or picture. undone_on: she or the desk parted them.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    earlier_id = models.UUIDField()
    on = models.DateField()
    undone_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=How, default=How.LOST, db_default=How.LOST)
    proposed_by = models.UUIDField(null=True)
    here_on = models.DateField(null=True)
    there_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), FROM_THE_OTHER_SIDE, one_story_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "earlier_id", "how", "proposed_by", "on"),
        belongs=IN_EITHER,
    )

    class Meta:
        db_table = "voice_link"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_on=None)
                | ~Q(how__in=("code", "desk"))
                | Q(here_on__isnull=False, there_on__isnull=False),
                name="voice_link_her_yes_on_both",
            ),
        ]
