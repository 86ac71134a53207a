"""What the check of an offer says to the registries of the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment import before
from saphan.empowerment.offers import again
from saphan.empowerment.offers.sheet import COOKIE
from saphan.store.tasks import each_minute
from saphan.vault.shredding import derives
from saphan.voice import moving, telling
from saphan.voice.also_here import leads_to
from saphan.voice.kept_pages import keeps_pages


def register() -> None:
    before.add_tile(10, "empowerment:begin_offer", _("Check an offer"), "search")
    keeps_pages(COOKIE)
    each_minute("empowerment.ask_again", again.sweep)
    telling.taken_by(again.QUESTION, again.take_answer)
    derives("empowerment.ask_again", again.forget_story, removes=("empowerment_ask_again",))
    moving.holds("empowerment_ask_again", again.move_story)
    leads_to(before.lead_here)
