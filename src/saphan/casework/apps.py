from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "saphan.casework"
    label = "casework"

    def ready(self) -> None:
        from saphan.casework import alarms, coming_along, forgetting, hands, moves
        from saphan.network import menus, notice_words
        from saphan.network.holdings import Holding, hold
        from saphan.network.models import Role
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives

        each_minute("casework.sweep", alarms.sweep)
        derives("casework.note", forgetting.forget)
        coming_along.register()
        held = Holding(_("Open cases"), _("They come to you."), hands.count_cases, hands.hand_over_cases)
        hold("casework.cases", held)
        workers = (Role.CASEWORKER.value, Role.LEAD.value)
        menus.add_entry("desk", 10, _("Inbox"), "casework:inbox", roles=workers)
        menus.add_entry("desk", 20, _("Cases"), "casework:cases", roles=workers)
        notice_words.say(alarms.DANGER, _("Somebody is in danger."), "casework:conversation")
        notice_words.say(alarms.DANGER_UNREAD, _("Danger, unread for 15 minutes."), "casework:conversation")
        notice_words.say(alarms.WAITING_LONG, _("Somebody waits longer than a day."), "casework:inbox", takes_id=False)
        notice_words.say(moves.MOVED_HERE, _("A story came to us from another desk."), "casework:conversation")
        notice_words.say(
            alarms.DANGER_ELSEWHERE,
            _("Somebody is in danger at %(desk)s, and that desk is frozen."),
            "network:pool",
            takes_id=False,
            names_desk=True,
        )
