from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "saphan.store"
    label = "store"

    def ready(self) -> None:
        from django.db.models import Field

        from saphan.store.among import Among

        Field.register_lookup(Among)
