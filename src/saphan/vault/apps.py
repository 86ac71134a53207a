from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "saphan.vault"
    label = "vault"

    def ready(self) -> None:
        from saphan.store.tasks import each_minute
        from saphan.vault import audit, shredding

        each_minute("vault.seal_audit", audit.seal_committed)
        shredding.name_our_own()
