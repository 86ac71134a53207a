from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    name = "saphan.verification"
    label = "verification"

    def ready(self) -> None:
        from saphan.casework import links
        from saphan.network import menus, notice_words
        from saphan.vault.shredding import derives
        from saphan.verification import asking
        from saphan.verification.beside import issue_beside

        derives("verification.question_words", asking.forget_words)
        links.add("verification.issue", issue_beside)
        menus.add_entry("desk", 30, _("Issues"), "verification:issues", roles=("caseworker", "verifier", "lead"))
        menus.add_entry("desk", 40, _("Coded facts"), "verification:coded_facts", roles=("analyst",))
        notice_words.say(
            "verification.may_be_verified", _("An issue may be verified: call back one."), "verification:issue"
        )
        notice_words.say(
            "verification.stepped_down",
            _("A verified issue stepped down: voices were taken back."),
            "verification:issue",
        )
        notice_words.say(asking.ASKED, _("Another desk asks us about an issue."), "verification:issue")
        notice_words.say(asking.ANSWERED, _("Another desk answered our question."), "verification:issue")
        notice_words.say("verification.lead_passed", _("Your desk leads this issue now."), "verification:issue")
        notice_words.say("verification.severe", _("Somebody may be in danger. See the issue."), "verification:issue")
