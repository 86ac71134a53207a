from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

BELLS = {
    "may_be_verified": _("An issue may be verified: call back one."),
    "stepped_down": _("A verified issue stepped down: voices were taken back."),
    "question_asked": _("Another desk asks us about an issue."),
    "question_answered": _("Another desk answered our question."),
    "lead_passed": _("Your desk leads this issue now."),
    "organisations_changed": _("Organisations were put together or parted: see the issue."),
    "severe": _("Somebody may be in danger. See the issue."),
    "speak_with_each": _("Somebody who waits for others is not alone. Mention it to nobody; see the issue."),
}
SIGNAL = _("Something may be emerging. See the signal.")
READERS = ("caseworker", "verifier", "lead")


class VerificationConfig(AppConfig):
    name = "saphan.verification"
    label = "verification"

    def ready(self) -> None:
        from saphan.casework import beside_story, links
        from saphan.network import menus, notice_words
        from saphan.network.merging import effects
        from saphan.store.tasks import each_minute
        from saphan.vault.shredding import derives
        from saphan.verification import asking, panels
        from saphan.verification.beside import issue_beside
        from saphan.verification.escrow import asking as escrow
        from saphan.verification.escrow import keeping, pages
        from saphan.verification.signals import raising
        from saphan.verification.together.expecting import expected
        from saphan.voice.moving import holds

        derives("verification.question_words", asking.forget_words)
        derives(
            "verification.escrow", keeping.forget_conversation, removes=("verification_escrow", "verification_spoken")
        )
        holds("verification_escrow", keeping.wish_moves)
        holds("verification_spoken", keeping.talk_moves)
        each_minute("verification.ask_who_may_hear", escrow.sweep)
        panels.add(20, "verification/parts/escrow.html", pages.about_issue)
        beside_story.add("verification/parts/escrow_beside.html", pages.beside_her_story)
        effects.add("verification.issues", expected)
        links.add("verification.issue", issue_beside)
        menus.add_entry("desk", 30, _("Issues"), "verification:issues", roles=READERS)
        menus.add_entry("desk", 32, _("Signals"), "verification:signals", roles=READERS)
        menus.add_entry("desk", 40, _("Coded facts"), "verification:coded_facts", roles=("analyst",))
        for kind, words in BELLS.items():
            notice_words.say(f"verification.{kind}", words, "verification:issue")
        notice_words.say("verification.signal", SIGNAL, "verification:signal")
        each_minute("verification.set_going", raising.set_going)
