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


OWN_CASES = {
    "claim_wished": (_("A worker wants her own case raised."), "remedy:claim"),
    "claim_agreed": (_("She said what a company may read of her own case."), "remedy:claim"),
    "claim_answered": (_("A company answered to somebody's own case."), "remedy:claim"),
    "claim_outcome": (_("She said whether it came, in her own case."), "remedy:claim"),
    "claim_for_you": (_("A worker lets you read her own case."), "remedy:claim_shown"),
    "claim_over": (_("She took her own case back."), "remedy:claim"),
    "claim_retaliation": (TO_THE_DESK["retaliation"], "remedy:claim"),
    "claim_ended": (TO_A_PARTNER["news"], "remedy:claim_shown"),
    "claim_closed": (_("A worker took her own case back."), "remedy:claim_shown"),
}


def name_them() -> None:
    for kind, words in TO_THE_DESK.items():
        say(f"remedy.{kind}", words, "verification:issue")
    say("remedy.told_to_say_yes", _("A worker was told to say yes."), "remedy:pressures", takes_id=False)
    say("remedy.told_to_say_yes_elsewhere", _("Another desk's worker was told to say yes."), "verification:issue")
    for kind, words in TO_A_PARTNER.items():
        say(f"remedy.{kind}", words, "remedy:disclosure")
    for kind, (words, page) in OWN_CASES.items():
        say(f"remedy.{kind}", words, page)
