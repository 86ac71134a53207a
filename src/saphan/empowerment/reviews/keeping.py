"""What directory and reviews say to the registries of the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment import before
from saphan.empowerment.reviews import (
    changing_keys,
    desk,
    desk_bells,
    desk_on_visit,
    forgetting,
    publishing,
    ringing,
    unplaced,
    weighing,
)
from saphan.network import menus
from saphan.store.tasks import each_minute
from saphan.voice.visits.sheets import add_part


def register() -> None:
    forgetting.register()
    changing_keys.register()
    desk_bells.name_them()
    each_minute("empowerment.weigh_reviews", weighing.sweep)
    each_minute("empowerment.ring_moderators", ringing.sweep)
    add_part(desk_on_visit.part())
    each_minute("empowerment.forget_unplaced_reviews", unplaced.forget_old)
    before.add_tile(30, "empowerment:who", _("Whom to go with"), "people")
    each_minute("empowerment.release_reviews", publishing.sweep)
    menus.add_entry("desk", 64, _("A review with her"), "empowerment:review_with_her", roles=desk.HELPS)
    menus.add_entry("desk", 66, _("Moderation"), "empowerment:moderation", roles=("moderator",))
    menus.add_entry("partner", 60, _("What people say"), "empowerment:said_of_us")
