"""What is kept with her story, said to the registries of the house when it starts."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saphan.casework import beside_case, beside_story, referral_parts
from saphan.casework.policies import may_work_with_stories
from saphan.empowerment.journey import of_offers, of_reviews, selectors, services, things
from saphan.empowerment.speaking import learner_languages
from saphan.store.callers import Staff
from saphan.vault.shredding import derives
from saphan.voice import moving, story_page
from saphan.voice.also_here import AlsoHere, leads_to

CARD = "empowerment/desk/journey.html"


def register() -> None:
    things.renders("offer", of_offers.offer_in_words)
    things.renders("contract", of_offers.contract_in_words)
    things.renders(of_reviews.KIND, of_reviews.in_words)
    derives("empowerment.journey", services.forget, removes=("empowerment_journey_part",))
    moving.holds("empowerment_journey_part", services.move_story)
    story_page.keeps(selectors.words_of)
    referral_parts.keeps_before(selectors.to_refer)
    beside_case.add(CARD, beside_the_case)
    beside_story.add(CARD, lambda by, conversation_id: beside_the_case(by, [conversation_id]))
    leads_to(lead_here, from_her_story_only=True)


def beside_the_case(by: Staff, conversation_ids: Sequence[UUID]) -> object | None:
    """None where nothing is kept, or nothing that this desk may read."""
    return (selectors.beside(by, conversation_ids) or None) if may_work_with_stories(by) else None


def lead_here(language: str) -> AlsoHere | None:
    if language not in learner_languages():
        return None
    return AlsoHere(reverse("empowerment:journey", args=[language]), _("What you kept with your story"), "papers")
