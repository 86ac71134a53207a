from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "saphan.empowerment"
    label = "empowerment"

    def ready(self) -> None:
        from saphan.empowerment.lessons import registering as lessons
        from saphan.empowerment.offers import registering as offers
        from saphan.empowerment.offline import keeping as offline
        from saphan.empowerment.outreach import keeping as outreach

        offers.register()
        lessons.register()
        offline.register()
        outreach.register()
