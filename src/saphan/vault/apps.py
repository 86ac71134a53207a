from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "saphan.vault"
    label = "vault"
