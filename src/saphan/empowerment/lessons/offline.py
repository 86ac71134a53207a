"""Which pages of lessons a phone keeps for when there is no net (`web.offline`)."""

from django.urls import reverse

from saphan.empowerment.lessons import shelf


def addresses(language: str) -> list[str]:
    """The list, and every lesson that may be shown in a language."""
    cards = shelf.list_of(language)
    lessons = [reverse("empowerment:lesson", args=[language, card.slug]) for card in cards]
    return [reverse("empowerment:lessons", args=[language]), *lessons] if cards else []
