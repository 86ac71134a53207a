from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "saphan.network"
    label = "network"
