from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "saphan.casework"
    label = "casework"

    def ready(self) -> None:
        from saphan.casework import alarms, coming_along, ending, forgetting, hands, moves, referring, slips
        from saphan.network import menus, notice_words
        from saphan.network.holdings import Holding, hold
        from saphan.network.models import Role
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.voice.ending import stays_open

        each_minute("casework.sweep", alarms.sweep)
        each_minute("casework.end_what_is_over", referring.end_what_is_over)
        derives("casework.note", forgetting.forget, removes=forgetting.REMOVED, leaves=forgetting.LEFT)
        derives("casework.referrals_of_a_story", referring.forget_conversation, removes=referring.REMOVED)
        derives("casework.referral", referring.forget_referral)
        coming_along.register()
        stays_open("casework.open_cases", ending.with_an_open_case)
        each_minute("casework.end_needs", ending.end_needs)
        held = Holding(_("Open cases"), _("They come to you."), hands.count_cases, hands.hand_over_cases)
        hold("casework.cases", held)
        to_you = _("They come to you.")
        hold(
            "casework.referrals",
            Holding(_("Referrals that go on"), to_you, hands.count_referrals, hands.hand_over_referrals),
        )
        hold(
            "casework.interpreting",
            Holding(
                _("Words to interpret"),
                _("They are handed back to whoever asked."),
                hands.count_interpreting,
                hands.hand_back_interpreting,
            ),
        )
        anybody = _("They stay with the desk; anybody can check them.")
        hold("casework.mandates", Holding(_("Mandates that nobody has checked"), anybody, hands.count_mandates))
        workers = (Role.CASEWORKER.value, Role.LEAD.value)
        menus.add_entry("desk", 10, _("Inbox"), "casework:inbox", roles=workers)
        menus.add_entry("desk", 25, _("Hand over"), "casework:hand_over", roles=workers)
        menus.add_entry("desk", 20, _("Cases"), "casework:cases", roles=workers)
        menus.add_entry("desk", 27, _("Messages to translate"), "casework:interpreting", roles=("interpreter",))
        menus.add_entry("desk", 28, _("Requests for a number"), "casework:identities", roles=("custodian",))
        menus.add_entry("desk", 55, _("Broken glass"), "casework:glass", roles=("administrator", "lead"))
        menus.add_entry("desk", 25, _("Referrals"), "casework:referrals", roles=workers)
        notice_words.say(alarms.DANGER, _("Somebody is in danger."), "casework:conversation")
        notice_words.say(alarms.DANGER_UNREAD, _("Danger, unread for 15 minutes."), "casework:conversation")
        notice_words.say(alarms.WAITING_LONG, _("Somebody waits longer than a day."), "casework:inbox", takes_id=False)
        notice_words.say(
            slips.SLIP, _("A reply reached the wrong person and was read."), "casework:slips", takes_id=False
        )
        notice_words.say(moves.MOVED_HERE, _("A story came to us from another desk."), "casework:conversation")
        notice_words.say(
            moves.MOVE_REFUSED, _("She does not want another desk to answer: her story stays."), "casework:conversation"
        )
        notice_words.say(
            moves.MOVE_SHUT,
            _("She said yes, but the other desk is closed: her story stays with us."),
            "casework:conversation",
        )
        notice_words.say(
            alarms.DANGER_ELSEWHERE,
            _("Somebody is in danger at %(desk)s, and that desk is frozen."),
            "network:pool",
            takes_id=False,
            names_desk=True,
        )
        for kind, (words, address, takes_id) in look_notices().items():
            notice_words.say(kind, words, address, takes_id=takes_id)
        for kind, words in referral_notices().items():
            notice_words.say(kind, words, "casework:referral")


def look_notices() -> dict[str, tuple[str | Promise, str, bool]]:
    return {
        "casework.glass_asked": (_("An administrator asks to open one story with you."), "casework:glass", False),
        "casework.glass_open": (_("A lead has answered about the story you asked for."), "casework:glass", False),
        "casework.identity_asked": (_("Somebody asks for a worker's number."), "casework:identities", False),
        "casework.no_custodian": (
            *(_("Somebody asks for a worker's number, and no colleague may show it."), "network:desk"),
            False,
        ),
        "casework.interpreter_asked": (_("One message waits for your translation."), "casework:interpret", True),
        "casework.translated": (_("An interpreter has answered."), "casework:conversation", True),
    }


def referral_notices() -> dict[str, str | Promise]:
    """What the bell says of referrals; the page it leads to shows each desk what is its own to see."""
    return {
        "casework.referral_arrived": _("Another desk refers somebody to you."),
        "casework.referral_agreed": _("She said what the other desk may read."),
        "casework.referral_refused": _("She does not want to be referred."),
        "casework.referral_accepted": _("The other desk accepted a referral."),
        "casework.referral_declined": _("The other desk declined a referral."),
        "casework.referral_answered": _("The other desk wrote about a referral."),
        "casework.referral_over": _("A referral is over: consent was withdrawn, or its time has passed."),
    }
