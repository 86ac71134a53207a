"""What polls say to the registries of the house when it starts."""

from functools import partial

from saphan.dialogue.crowding.volume import tells_what_was_asked
from saphan.dialogue.polls import answering, asking, desk_bells, desk_needs, inviting, on_her_page, services, sounds
from saphan.dialogue.polls.desk_words import POLLS
from saphan.dialogue.polls.services import POLL
from saphan.dialogue.polls.web import COOKIE
from saphan.dialogue.promises import doors
from saphan.dialogue.promises.owing import tells_who_owes
from saphan.network.menus import add_entry
from saphan.remedy.also_needs import also_needs
from saphan.store.tasks import each_minute
from saphan.vault import restored
from saphan.vault.shredding import derives
from saphan.voice import moving
from saphan.voice.doors import leads_in
from saphan.voice.inviting.showing import stands_on_her_page
from saphan.voice.kept_pages import keeps_pages


def register() -> None:
    each_minute("dialogue.polls", answering.sweep)
    desk_bells.name_them()
    keeps_pages(COOKIE)
    tells_who_owes(services.owes)
    each_minute("dialogue.poll_sounds", sounds.sweep)
    each_minute("dialogue.poll_invitations", inviting.sweep)
    derives("dialogue.poll_invitations", inviting.forget_story, removes=("dialogue_poll_invitation",))
    moving.holds("dialogue_poll_invitation", inviting.move_story)
    restored.settles("dialogue.poll_invitations", inviting.drop_what_waits)
    stands_on_her_page(on_her_page.shown)
    also_needs(desk_needs.needs_of)
    tells_what_was_asked(asking.was_asked)
    leads_in(partial(doors.door_of, POLL), partial(doors.doors, POLL))
    add_entry("desk", 68, POLLS, "dialogue:desk_polls", roles=("lead",))
    add_entry("partner", 62, POLLS, "dialogue:asked_of_us")
