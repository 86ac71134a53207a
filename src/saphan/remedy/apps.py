from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemedyConfig(AppConfig):
    name = "saphan.remedy"
    label = "remedy"

    def ready(self) -> None:
        from saphan.casework import links
        from saphan.network import menus
        from saphan.network.holdings import hold
        from saphan.remedy import (
            claim_endings,
            claim_pages,
            desk_web,
            forgetting,
            hands,
            notices,
            own_said,
            pressure,
            staying,
            sweeping,
        )
        from saphan.store.tasks import each_minute
        from saphan.verification import panels
        from saphan.voice.ending import stays_open
        from saphan.voice.moving import holds

        each_minute("remedy.sweep", sweeping.sweep)
        forgetting.register()
        holds("remedy_claim", claim_endings.claims_move)
        holds("remedy_pressure", pressure.come_along)
        stays_open("remedy.before_others", staying.before_others)
        links.add_to_story("remedy.claim", claim_pages.beside_story)
        notices.name_them()
        own_said.register()
        hold(hands.HOLDINGS)
        panels.add(50, "remedy/parts/panel.html", desk_web.panel)
        menus.add_entry("desk", 52, _("Own cases"), "remedy:claims", roles=("caseworker", "lead"))
        menus.add_entry("partner", 10, _("What needs you"), "remedy:partner")
