"""What the bell says of polls, and where it leads: never what workers said."""

from django.utils.translation import gettext_lazy as _

from saphan.network.notice_words import say

TO_THE_DESK = {
    "poll_accepted": _("A company promised to answer a poll."),
    "poll_declined": _("A company does not want to answer a poll."),
    "poll_answered": _("A company answered workers."),
    "promise_broken": _("A company let the day of its answer pass."),
}
TO_A_PARTNER = {
    "poll_for_you": _("You are asked to promise an answer to workers."),
    "poll_over": _("Workers have answered. They wait for your answer."),
    "answer_late": _("Your answer to workers is late."),
    "poll_stopped": _("A desk stopped a poll that you had promised to answer."),
}
TAKEN_BACK = _("A desk took back what it had asked you to promise.")


def name_them() -> None:
    for kind, words in TO_THE_DESK.items():
        say(f"dialogue.{kind}", words, "dialogue:desk_poll")
    for kind, words in TO_A_PARTNER.items():
        say(f"dialogue.{kind}", words, "dialogue:asked")
    say("dialogue.poll_taken_back", TAKEN_BACK, "dialogue:asked_of_us", takes_id=False)
