"""What channels say to the registries of the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.network import menus, notice_words
from saphan.store.tasks import each_minute
from saphan.vault import restored
from saphan.vault.shredding import derives
from saphan.voice import moving
from saphan.voice.channels import keeping
from saphan.voice.channels.arriving import taking_in
from saphan.voice.channels.leaving import looking, sending, settling


def register() -> None:
    keeping.register()
    derives("voice.channels", keeping.forget_story, removes=keeping.REMOVED)
    for table in keeping.REMOVED:
        moving.holds(table, keeping.move_story if table == "voice_way" else _comes_with_the_way)
    restored.settles("voice.deliveries", sending.doubt_what_waited)
    each_minute("voice.take_in_what_waits", taking_in.take_in_what_waits)
    each_minute("voice.send_what_is_due", sending.send_what_is_due)
    each_minute("voice.look_after_what_went_out", looking.look_after_what_went_out)
    notice_words.say(settling.TROUBLE, _("A channel cannot send. Look at its token."), "voice:channels", takes_id=False)
    notice_words.say(
        taking_in.STUCK, _("Something that came by a channel could not be read."), "voice:channels", takes_id=False
    )
    menus.add_entry("desk", 84, _("Channels"), "voice:channels", roles=("lead", "administrator"))


def _comes_with_the_way(move: moving.Move) -> None:
    """`keeping.move_story` takes all tables of channels at once."""
