from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "saphan.dialogue"
    label = "dialogue"
