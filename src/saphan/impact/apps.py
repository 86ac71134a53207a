from django.apps import AppConfig

LEFT = (
    "subject coded",
    "coded, no person, as the facts of which it is made; the fact that takes her back is folded in",
)


class ImpactConfig(AppConfig):
    name = "saphan.impact"
    label = "impact"

    def ready(self) -> None:
        from saphan.impact import recounting
        from saphan.impact.change.words import NAME
        from saphan.impact.dashboard import registering
        from saphan.impact.exports import reports
        from saphan.impact.publishing.services import publish_ended_month
        from saphan.impact.stories import registering as stories
        from saphan.network import menus
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import Left, derives

        registering.register()
        each_minute("impact.fold_ended_days", recounting.fold_ended_days)
        each_minute("impact.publish_ended_month", publish_ended_month)
        each_minute("impact.make_reports", reports.make_missing)
        menus.add_entry("desk", 42, NAME, "impact:change", roles=("analyst",))
        derives("impact.subject_state", recounting.forget, leaves={"impact_subject_state": Left.with_columns(*LEFT)})
        stories.register()
