from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoiceConfig(AppConfig):
    name = "saphan.voice"
    label = "voice"

    def ready(self) -> None:
        from saphan.network import notice_words
        from saphan.network.holdings import Holding, hold
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.voice import ageing, at_the_end, ending, hands, keys_of_words, rekeying, returning, telling
        from saphan.voice.aloud import registering as aloud
        from saphan.voice.channels import registering as channels
        from saphan.voice.deleting import AFTERWARDS, LEFT, REMOVED, delete_again, forget_conversation
        from saphan.voice.linking import joining
        from saphan.voice.traces import keeping as traces
        from saphan.voice.visits import keeping as visits

        each_minute("voice.bring_back_what_is_due", ageing.bring_back_what_is_due)
        each_minute("voice.drop_what_is_old", ageing.drop_what_is_old)
        each_minute("voice.end_what_is_over", ending.sweep)
        aloud.register()
        channels.register()
        traces.register()
        visits.register()
        rekeying.register()
        telling.taken_by(joining.QUESTION, joining.take_answer)
        at_the_end.register()
        keys_of_words.register()
        mine, stays = _("Stories assigned to her"), _("They wait for everybody.")
        hold({"voice.stories": Holding(mine, stays, hands.count_stories, hands.hand_over_stories)})
        notice_words.say(returning.WRONG_CODES, _("Somebody tries many wrong codes."), "network:desk", takes_id=False)
        derives(
            "voice.conversation",
            forget_conversation,
            removes=REMOVED,
            leaves=LEFT,
            afterwards=AFTERWARDS,
            again=delete_again,
        )
