from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "saphan.dialogue"
    label = "dialogue"

    def ready(self) -> None:
        from saphan.dialogue.boards import registering as boards
        from saphan.dialogue.crowding import registering as crowding
        from saphan.dialogue.polls import registering as polls
        from saphan.dialogue.round_tables import registering as round_tables

        crowding.register()
        polls.register()
        round_tables.register()
        boards.register()
