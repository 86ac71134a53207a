"""What the bell says of boards, and where it leads: never what workers wrote."""

from django.utils.translation import gettext_lazy as _

from saphan.dialogue.boards.answering import WAITS
from saphan.network.notice_words import say

TO_THE_DESK = {
    "board_accepted": _("A company promised to answer on a board."),
    "board_declined": _("A company does not want a board."),
    "board_answered": _("A company answered on a board."),
    "board_answer_overdue": _("A company has not answered on a board in time."),
    "board_doubted": _("More workers say “not true” than “true” of an answer. It proves nothing: have a look."),
}
TO_A_PARTNER = {
    "board_for_you": _("You are asked to promise answers to workers."),
    "board_batch": _("Workers' questions wait for your answer."),
    "board_answer_late": _("Your answer to a question of workers is late."),
    "board_answer_back": _("Your answer to workers came back. Write another one."),
}


def name_them() -> None:
    for kind, words in TO_THE_DESK.items():
        say(f"dialogue.{kind}", words, "dialogue:desk_board")
    for kind, words in TO_A_PARTNER.items():
        say(f"dialogue.{kind}", words, "dialogue:asked_board")
    say(WAITS, _("Something on a board waits for a moderator."), "dialogue:board_moderation", takes_id=False)
