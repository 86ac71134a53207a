from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WITHOUT_A_ROOM = ("editor", "moderator")  # roles whose own pages are not built yet
EVERYONE = ()
MENU = (
    (50, _("What was done"), "network:trail", ("administrator",)),
    (54, _("Reach"), "network:reach", ("caseworker", "verifier", "lead", "analyst")),
    (60, _("Your part"), "network:home", WITHOUT_A_ROOM),
    (61, _("Translations"), "network:words", ("reviewer",)),
    (70, _("Organisations"), "network:organisations", EVERYONE),
    (75, _("Our pool"), "network:pool", ("lead", "verifier")),
    (80, _("Our desk"), "network:desk", ("lead", "administrator")),
    (83, _("Word list"), "network:terms", ("caseworker", "verifier", "lead")),
    (85, _("Other systems"), "network:systems", ("lead",)),
)


class NetworkConfig(AppConfig):
    name = "saphan.network"
    label = "network"

    def ready(self) -> None:
        from saphan.network import bells, hands, menus, notices, rekeying, signals, tasks
        from saphan.network.holdings import hold
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives

        signals.connect()
        rekeying.register()
        each_minute("network.forget_sessions", tasks.forget_sessions)
        derives("network.notice", notices.forget, removes=("network_notice",))
        bells.name_them()
        hold(hands.HOLDINGS)
        for order, label, address, roles in MENU:
            menus.add_entry("desk", order, label, address, roles=roles)
