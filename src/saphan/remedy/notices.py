"""What the bell says of remedy, and where it leads. A notice carries no content of an issue."""

from django.utils.translation import gettext_lazy as _

from saphan.network.notice_words import say

TO_THE_DESK = {
    "partner_acted": _("A partner did something about an issue."),
    "partner_wrote": _("A partner wrote to you."),
    "disputed": _("A partner disputes an issue."),
    "page_closed": _("A page closed by itself: consent was taken back."),
    "advice_wanted": _("A worker wants advice before she answers."),
    "plan_may_be_agreed": _("The workers were asked: a plan may be agreed."),
    "plan_sent_back": _("Most workers say that a plan is not enough."),
    "round_over": _("The workers have answered whether the remedy came."),
    "told_to_say_yes": _("A worker was told to say yes."),
    "retaliation": _("Retaliation: somebody was punished or searched for."),
    "not_held": _("A remedy has not held."),
    "held_due": _("Workers are being asked whether a remedy has held."),
    "acknowledgement_late": _("A partner has not accepted the promises in time."),
    "plan_late": _("A partner has made no plan in time."),
    "commitment_late": _("A promise is late."),
}
TO_A_PARTNER = {
    "disclosed_to_you": _("Something was shown to you that needs you."),
    "desk_wrote": _("The desk wrote to you."),
    "news": _("There is news about something that was shown to you."),
    "due_soon": _("Something is due tomorrow."),
    "late": _("Something is late."),
}


def name_them() -> None:
    for kind, words in TO_THE_DESK.items():
        say(f"remedy.{kind}", words, "verification:issue")
    for kind, words in TO_A_PARTNER.items():
        say(f"remedy.{kind}", words, "remedy:disclosure")
