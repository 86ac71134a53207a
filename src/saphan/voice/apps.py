from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "saphan.voice"
    label = "voice"
