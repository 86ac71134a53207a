from django.apps import AppConfig


class RemedyConfig(AppConfig):
    name = "saphan.remedy"
    label = "remedy"

    def ready(self) -> None:
        from saphan.remedy import forgetting, sweeping
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives

        each_minute("remedy.sweep", sweeping.sweep)
        derives("remedy.round_answer", forgetting.forget_conversation)
