from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "saphan.standards"
    label = "standards"
