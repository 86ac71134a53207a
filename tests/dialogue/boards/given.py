"""A workplace where many work, a company that may promise to answer, a moderator, and a board."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from saphan.dialogue.boards import answering, asking, daily, moderating, services
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.models import BoardAnswer, BoardQuestion
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from saphan.store.callers import Staff
from tests.dialogue.given import Place, a_place
from tests.signed_in import desk_person

SYSTEM = System("test")
FANS = {"en": "When will the fans be mended?", "my": "ပန်ကာတွေ ဘယ်တော့ ပြင်မလဲ။"}


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """moderator: of the same desk; she is nothing else there."""

    at: Place
    moderator: Staff

    def draft(self, **other: object) -> Draft:
        whole: dict[str, object] = {
            "organisation_id": self.at.workplace,
            "languages": ("en", "my"),
            "responder_id": self.at.company,
            "remedy": "desk",
            "threshold": 11,
            "answer_days": 14,
        }
        return Draft(**{**whole, **other})  # type: ignore[arg-type]

    def drafted(self, **other: object) -> UUID:
        return services.keep_draft(draft=self.draft(**other), by=self.at.lead)

    def proposed(self, **other: object) -> UUID:
        board_id = self.drafted(**other)
        services.propose(board_id=board_id, by=self.at.lead)
        return board_id

    def open(self, **other: object) -> UUID:
        board_id = self.proposed(**other)
        services.accept(board_id=board_id, by=self.at.responder)
        services.open_board(board_id=board_id, by=self.at.lead)
        return board_id

    def passed(self, board_id: UUID, *browsers: str) -> None:
        """A question from each of these browsers, which the moderator passed."""
        for browser in browsers:
            asking.ask(board_id=board_id, text="Fans when?", language="en", once=str(uuid4()), browser=browser)
        with acting_as(SYSTEM):
            taken = list(BoardQuestion.objects.filter(board_id=board_id, state="taken").values_list("id", flat=True))
        for question_id in taken:
            moderating.post(
                question_id=question_id, words=FANS, names_nobody=True, style_tells_nobody=True, by=self.moderator
            )

    def released(self, board_id: UUID) -> UUID:
        """One question of a batch of three that went out today."""
        self.passed(board_id, "a" * 24, "b" * 24, "c" * 24)
        after(14)
        with acting_as(SYSTEM):
            found = BoardQuestion.objects.filter(board_id=board_id, state="released").order_by("place").first()
        assert found is not None
        return found.id

    def answered(self, question_id: UUID, text: str = "The fans come in May.") -> None:
        answering.respond(question_id=question_id, text=text, language="en", once=uuid4(), by=self.at.responder)
        with acting_as(SYSTEM):
            answer_id = BoardAnswer.objects.get(question_id=question_id, state="waiting").id
        moderating.show_answer(
            answer_id=answer_id, words={}, names_nobody=True, asks_for_nobody=True, by=self.moderator
        )


def a_board_place(people: int = 240) -> BoardPlace:
    at = a_place()
    if people:
        network.add_workforce_group(
            organisation_id=at.workplace, headcount=people, counted_on=clock.today(), source="A poster at the gate"
        )
    moderator = desk_person(at.desk_id, "moderator", name="Mo")
    return BoardPlace(at, Staff(moderator.id, at.desk_id, frozenset({"moderator"})))


def after(days: int) -> None:
    clock.pass_time(timedelta(days=days))
    daily.sweep()
