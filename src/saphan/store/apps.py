from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "saphan.store"
    label = "store"
