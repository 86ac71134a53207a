"""What stories for everybody say to the registries of the house when it starts."""

from saphan.casework import links
from saphan.impact.stories import desk, services
from saphan.store.tasks import each_minute
from saphan.vault.shredding import derives
from saphan.voice.moving import holds


def register() -> None:
    each_minute("impact.stories", services.sweep)
    derives("impact.story", services.forget, removes={"impact_story"})
    holds("impact_story", services.come_along)
    links.add_to_story("impact.story", desk.beside_story)
