from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WORKERS = ("caseworker", "lead")
MENU = (
    (10, _("Inbox"), "casework:inbox", WORKERS),
    (15, _("Calls"), "casework:calls", WORKERS),
    (20, _("Cases"), "casework:cases", WORKERS),
    (25, _("Hand over"), "casework:hand_over", WORKERS),
    (25, _("Referrals"), "casework:referrals", WORKERS),
    (27, _("Messages to translate"), "casework:interpreting", ("interpreter",)),
    (52, _("Translation"), "casework:machines", ("lead",)),
    (28, _("Requests for a number"), "casework:identities", ("custodian",)),
    (54, _("Suggested kinds"), "casework:suggestions", ("caseworker", "lead", "analyst")),
    (55, _("Broken glass"), "casework:glass", ("administrator", "lead")),
)


class CaseworkConfig(AppConfig):
    name = "saphan.casework"
    label = "casework"

    def ready(self) -> None:
        from saphan.casework import about, alarms, coming_along, ending, forgetting, hands, notices, referring
        from saphan.casework.understanding import keeping
        from saphan.casework.understanding.machines import named_to_workers
        from saphan.network import menus
        from saphan.network.holdings import hold
        from saphan.network.merging import effects
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.voice.ending import stays_open
        from saphan.voice.machines import name_machines

        each_minute("casework.sweep", alarms.sweep)
        each_minute("casework.end_what_is_over", referring.end_what_is_over)
        each_minute("casework.end_needs", ending.end_needs)
        derives("casework.note", forgetting.forget, removes=forgetting.REMOVED, leaves=forgetting.LEFT)
        derives("casework.understanding", keeping.forget, removes=keeping.REMOVED)
        derives("casework.referrals_of_a_story", referring.forget_conversation, removes=referring.REMOVED)
        derives("casework.referral", referring.forget_referral)
        stays_open("casework.open_cases", ending.with_an_open_case)
        coming_along.register()
        effects.add_way("casework.about", about.way)
        notices.name_them()
        hold(hands.HOLDINGS | keeping.HOLDINGS)
        name_machines(named_to_workers)
        for order, label, address, roles in MENU:
            menus.add_entry("desk", order, label, address, roles=roles)
