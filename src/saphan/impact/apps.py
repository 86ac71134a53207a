from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "saphan.impact"
    label = "impact"

    def ready(self) -> None:
        from saphan.impact import recounting, services
        from saphan.store.tasks import each_minute

        each_minute("impact.release_ended_months", services.release_ended_months)
        each_minute("impact.fold_ended_days", recounting.fold_ended_days)
