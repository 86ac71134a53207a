from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "saphan.voice"
    label = "voice"

    def ready(self) -> None:
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.voice import ageing, rekeying
        from saphan.voice.deleting import forget_conversation

        rekeying.register()
        derives("voice.conversation", forget_conversation)
        each_minute("voice.bring_back_what_is_due", ageing.bring_back_what_is_due)
        each_minute("voice.drop_what_is_old", ageing.drop_what_is_old)
