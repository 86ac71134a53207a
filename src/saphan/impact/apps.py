from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "saphan.impact"
    label = "impact"
