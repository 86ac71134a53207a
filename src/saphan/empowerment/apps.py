from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "saphan.empowerment"
    label = "empowerment"

    def ready(self) -> None:
        from saphan.empowerment.offers import registering as offers
        from saphan.empowerment.offline import keeping as offline

        offers.register()
        offline.register()
