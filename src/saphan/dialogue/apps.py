from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "saphan.dialogue"
    label = "dialogue"

    def ready(self) -> None:
        from saphan.dialogue.polls import registering

        registering.register()
