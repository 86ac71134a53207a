"""What boards say to the registries of the house when it starts."""

from functools import partial

from saphan.dialogue.boards import daily, desk_bells, keys, services, volume
from saphan.dialogue.boards.desk_words import BOARDS, QUESTIONS
from saphan.dialogue.boards.services import BOARD
from saphan.dialogue.boards.web import COOKIE
from saphan.dialogue.crowding.volume import tells_what_was_asked
from saphan.dialogue.promises import doors
from saphan.dialogue.promises.owing import tells_who_owes
from saphan.network.menus import add_entry
from saphan.store.tasks import each_minute
from saphan.vault.keyed import keyed
from saphan.voice.doors import leads_in
from saphan.voice.kept_pages import keeps_pages


def register() -> None:
    each_minute("dialogue.boards", daily.sweep)
    tells_who_owes(services.owes)
    tells_what_was_asked(volume.was_asked)
    desk_bells.name_them()
    keeps_pages(COOKIE)
    leads_in(partial(doors.door_of, BOARD), partial(doors.doors, BOARD))
    keyed("dialogue_board_question.askers", older=keys.older_askers)
    add_entry("desk", 70, BOARDS, "dialogue:desk_boards", roles=("lead",))
    add_entry("desk", 67, QUESTIONS, "dialogue:board_moderation", roles=("moderator",))
    add_entry("partner", 64, BOARDS, "dialogue:asked_boards")
