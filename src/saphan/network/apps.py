from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WITHOUT_A_ROOM = ("outreach", "editor", "reviewer", "moderator")  # roles whose own pages are not built yet


class NetworkConfig(AppConfig):
    name = "saphan.network"
    label = "network"

    def ready(self) -> None:
        from saphan.network import backups, leaving, menus, notice_words, notices, rekeying, restoring, signals, tasks
        from saphan.network.holdings import Holding, hold
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives

        signals.connect()
        rekeying.register()
        derives("network.notice", notices.forget, removes=("network_notice",))
        each_minute("network.forget_sessions", tasks.forget_sessions)
        held = Holding(
            _("Hours on duty"), _("They are taken off the roster."), leaving.count_duty, leaving.hand_over_duty
        )
        hold("network.duty", held)
        unseen = Holding(
            _("Notices not seen yet"), _("They go to the leads."), notices.count_notices, notices.hand_over_notices
        )
        hold("network.notices", unseen)
        notice_words.say(
            restoring.ASKED,
            _("A colleague lost her phone or password. A second person is needed."),
            "network:restorations",
            takes_id=False,
        )
        notice_words.say(
            restoring.RESTORED, _("Two persons let a colleague in again."), "network:restorations", takes_id=False
        )
        notice_words.say(backups.FAILED, _("The nightly back-up failed."), "network:desk", takes_id=False)
        menus.add_entry("desk", 50, _("What was done"), "network:trail", roles=("administrator",))
        menus.add_entry("desk", 60, _("Your part"), "network:home", roles=WITHOUT_A_ROOM)
        menus.add_entry("desk", 70, _("Organisations"), "network:organisations")
        menus.add_entry("desk", 80, _("Our desk"), "network:desk", roles=("lead", "administrator"))
        menus.add_entry("desk", 85, _("Other systems"), "network:systems", roles=("lead",))
        menus.add_entry("desk", 75, _("Our pool"), "network:pool", roles=("lead", "verifier"))
