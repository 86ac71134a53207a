from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "saphan.empowerment"
    label = "empowerment"

    def ready(self) -> None:
        from saphan.empowerment.offline import keeping as offline

        offline.register()
