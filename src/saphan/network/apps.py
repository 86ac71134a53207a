from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "saphan.network"
    label = "network"

    def ready(self) -> None:
        from saphan.network import menus, rekeying, signals, tasks
        from saphan.store.tasks import each_minute

        signals.connect()
        rekeying.register()
        each_minute("network.forget_sessions", tasks.forget_sessions)
        menus.add_entry("desk", 70, _("Organisations"), "network:organisations")
        menus.add_entry("desk", 80, _("Our desk"), "network:desk", roles=("lead",))
        menus.add_entry("desk", 85, _("Other systems"), "network:systems", roles=("lead",))
        menus.add_entry("desk", 75, _("Our pool"), "network:pool", roles=("lead", "verifier"))
