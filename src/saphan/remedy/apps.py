from django.apps import AppConfig


class RemedyConfig(AppConfig):
    name = "saphan.remedy"
    label = "remedy"
