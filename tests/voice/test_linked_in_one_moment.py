"""Given each of her two stories is told the number of the other in the same moment, they are put together once."""

from saphan.store import System, acting_as
from saphan.voice.linking import joining
from saphan.voice.linking.models import Link
from tests.meanwhile import meanwhile
from tests.voice import given


def test_two_numbers_typed_in_one_moment_make_one_link(fresh_database: str) -> None:
    # Given the one is being typed when the other is
    desk = given.open_desk()
    one, two = given.a_voice(desk), given.a_voice(desk)
    with acting_as(System("test")):
        joining.begin_by_code(conversation_id=one.conversation_id, code=two.claim_code)
        (other,) = meanwhile(lambda: joining.begin_by_code(conversation_id=two.conversation_id, code=one.claim_code))
    assert other.over() is None

    # Then it is one link, which the second number completed, so that undoing it is exact
    with acting_as(System("test")):
        assert Link.objects.get().agreed_on is not None
