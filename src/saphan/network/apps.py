from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "saphan.network"
    label = "network"

    def ready(self) -> None:
        from saphan.network import menus, signals

        signals.connect()
        menus.add_entry("desk", 70, _("Organisations"), "network:organisations")
        menus.add_entry("desk", 80, _("Our desk"), "network:desk", roles=("lead",))
