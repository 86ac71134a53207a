from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "saphan.casework"
    label = "casework"
