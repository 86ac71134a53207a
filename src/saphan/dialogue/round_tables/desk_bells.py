"""What the bell says of round tables, and where it leads."""

from django.utils.translation import gettext_lazy as _

from saphan.network.notice_words import say

TO_THE_DESK = {
    "seat_taken": _("A company takes its seat at a round table."),
    "seat_declined": _("A company does not come to a round table."),
    "company_agreed": _("A company said yes to what was agreed."),
    "said_to_be_done": _("A company says that it kept its promise. Ask those who sit for workers."),
    "promise_late": _("A promise of a round table is late."),
}
TO_A_PARTNER = {
    "seat_for_you": _("You are asked to a round table with workers' representatives."),
    "read_what_was_agreed": _("Read what was agreed at the round table, and say yes or write to the desk."),
    "your_promise_is_late": _("Your promise of a round table is late. Everybody can read that."),
}


def name_them() -> None:
    for kind, words in TO_THE_DESK.items():
        say(f"dialogue.{kind}", words, "dialogue:desk_round_table")
    for kind, words in TO_A_PARTNER.items():
        say(f"dialogue.{kind}", words, "dialogue:seat")
