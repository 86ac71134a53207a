"""Given two stories from one number, deleted in the same moment, the number goes with the last of them."""

from saphan.store import Story, System, acting_as
from saphan.voice import services
from saphan.voice.inbound import Handle
from saphan.voice.models import Contact
from tests.meanwhile import meanwhile
from tests.voice import given


def test_the_last_two_stories_of_one_number_take_it_along(fresh_database: str) -> None:
    # Given the first is being deleted when the second is
    desk = given.open_desk()
    number = Handle("phone", "+66812345678")
    first, second = (given.a_voice(desk, handle=number).conversation_id for _ in range(2))
    with acting_as(Story(first)):
        services.delete_story(conversation_id=first, by=Story(first))
        (other,) = meanwhile(lambda: services.delete_story(conversation_id=second, by=Story(second)))
    assert other.over() is None

    # Then nobody needs the number any more, and it is gone
    with acting_as(System("test")):
        assert not Contact.objects.exists()
