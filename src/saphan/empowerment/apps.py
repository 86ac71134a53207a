from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "saphan.empowerment"
    label = "empowerment"

    def ready(self) -> None:
        from saphan.empowerment.directory import registering as directory
        from saphan.empowerment.fees import registering as fees
        from saphan.empowerment.journey import registering as journey
        from saphan.empowerment.lessons import registering as lessons
        from saphan.empowerment.offers import registering as offers
        from saphan.empowerment.offline import keeping as offline
        from saphan.empowerment.outreach import keeping as outreach
        from saphan.empowerment.reviews import keeping as reviews

        offers.register()
        fees.register()
        journey.register()
        lessons.register()
        offline.register()
        outreach.register()
        reviews.register()
        directory.register()
