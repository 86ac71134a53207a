from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemedyConfig(AppConfig):
    name = "saphan.remedy"
    label = "remedy"

    def ready(self) -> None:
        from saphan.casework import links
        from saphan.network import menus
        from saphan.network.holdings import Holding, hold
        from saphan.remedy import (
            claim_endings,
            claim_pages,
            desk_web,
            forgetting,
            hands,
            notices,
            pressure,
            staying,
            sweeping,
        )
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.verification import panels
        from saphan.voice.ending import stays_open
        from saphan.voice.moving import holds

        each_minute("remedy.sweep", sweeping.sweep)
        derives(
            "remedy.round_answer",
            forgetting.forget_conversation,
            removes=("remedy_round_answer", "remedy_retaliation", "remedy_pressure"),
            leaves=forgetting.LEFT,
        )
        derives(
            "remedy.claims_of_a_story",
            claim_endings.forget_conversation,
            removes=("remedy_claim_retaliation",),
            leaves=forgetting.CLAIMS_LEFT,
        )
        derives("remedy.claim", claim_endings.forget_claim, again=claim_endings.end_again)
        stays_open("remedy.before_others", staying.before_others)
        links.add_to_story("remedy.claim", claim_pages.beside_story)
        holds("remedy_claim", claim_endings.claims_move)
        holds("remedy_pressure", pressure.come_along)
        notices.name_them()
        stays = _("They stay with the desk; anybody can go on.")
        hold("remedy.drafts", Holding(_("Drafts that nobody was shown yet"), stays, hands.count_drafts))
        hold("remedy.questions", Holding(_("Questions to workers that are open"), stays, hands.count_questions))
        panels.add(50, "remedy/parts/panel.html", desk_web.panel)
        menus.add_entry("desk", 28, _("Own cases"), "remedy:claims", roles=("caseworker", "lead"))
        menus.add_entry("partner", 10, _("What needs you"), "remedy:partner")
