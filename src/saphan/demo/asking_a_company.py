"""A board of the demo: what workers of one plant asked, what the company answered, and what they say of its answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from saphan.demo import passing
from saphan.demo.story import People
from saphan.dialogue.boards import answering, asking, daily, moderating, services
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.models import BoardAnswer, BoardQuestion
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting

READING: Final = System("demo.boards")
PLANT: Final = "Blue Prawn Foods"
LANGUAGES: Final = ("en", "my", "th")

Words = Mapping[str, str]
FIRST: Final[Sequence[Words]] = (
    {
        "en": "When will the fans in the packing hall be mended?",
        "my": "ထုပ်ပိုးခန်းက ပန်ကာတွေကို ဘယ်တော့ ပြင်မလဲ။",
        "th": "พัดลมในห้องแพ็กจะซ่อมเมื่อไร",
    },
    {
        "en": "Who pays for new boots?",
        "my": "ဘွတ်ဖိနပ်အသစ်အတွက် ဘယ်သူ ပိုက်ဆံပေးရမလဲ။",
        "th": "ใครจ่ายค่ารองเท้าบูตคู่ใหม่",
    },
    {
        "en": "Why is the pay slip only in Thai?",
        "my": "လစာစာရွက်က ဘာလို့ ထိုင်းလိုပဲ ရှိတာလဲ။",
        "th": "ทำไมสลิปเงินเดือนมีแต่ภาษาไทย",
    },
)
SECOND: Final[Sequence[Words]] = (
    {
        "en": "Can the bus wait until the late shift ends?",
        "my": "ညပိုင်းအဆိုင်း ပြီးတဲ့အထိ ကားစောင့်ပေးလို့ ရမလား။",
        "th": "รถรอจนเลิกกะดึกได้ไหม",
    },
    {
        "en": "When is the list for days off put up?",
        "my": "နားရက်စာရင်းကို ဘယ်တော့ ကပ်မလဲ။",
        "th": "ตารางวันหยุดจะติดเมื่อไร",
    },
    {
        "en": "Is there drinking water on the night line?",
        "my": "ညပိုင်းလိုင်းမှာ သောက်ရေ ရှိလား။",
        "th": "ไลน์กะดึกมีน้ำดื่มไหม",
    },
)
UNREAD: Final = "Why is the canteen closed on Sunday?"
ANSWERS: Final[Sequence[str]] = (
    "All fans were mended in the first week of the month.",
    "The company pays for one pair each year.",
    "From the next month on it is in Thai and in Burmese.",
)
SAY_YES, SAY_NO = 14, 33
"""Of the first answer: how many say that it is true, and how many that it is not."""


def ask_on_a_board(everybody: People, now: datetime) -> None:
    """Opened ten weeks ago; one batch is answered and judged, one waits for the company, one question for Ploy."""
    passing.travel_to(now - timedelta(days=75))
    board_id = _opened(everybody)
    _posted(board_id, everybody, FIRST)
    first = _out(board_id, now - timedelta(days=60))
    passing.travel_to(now - timedelta(days=55))
    _answered(first, everybody)
    for number in range(SAY_YES + SAY_NO):
        choice = asking.YES if number < SAY_YES else asking.NO
        asking.tell(question_id=first[0], choice=choice, once=str(uuid4()))
    passing.travel_to(now - timedelta(days=25))
    _posted(board_id, everybody, SECOND)
    _out(board_id, now - timedelta(days=10))
    passing.travel_to(now - timedelta(days=1))
    asking.ask(board_id=board_id, text=UNREAD, language="en", once=str(uuid4()), browser="unread")
    run_waiting()


def _opened(everybody: People) -> UUID:
    ann, plant = everybody.staff["ann"], everybody.organisations[PLANT]
    draft = Draft(plant, LANGUAGES, plant, "desk", 11, 14)
    board_id = services.keep_draft(draft=draft, by=ann)
    services.propose(board_id=board_id, by=ann)
    services.accept(board_id=board_id, by=everybody.partner_of(PLANT))
    services.open_board(board_id=board_id, by=ann)
    return board_id


def _posted(board_id: UUID, everybody: People, questions: Sequence[Words]) -> None:
    """Each from a phone of its own; the moderator posts it in the languages of the board."""
    for number, words in enumerate(questions):
        once = str(uuid4())
        asking.ask(board_id=board_id, text=words["en"], language="en", once=once, browser=f"phone {number}")
        with acting_as(READING):
            question_id = BoardQuestion.objects.get(board_id=board_id, state="taken").id
        moderating.post(
            question_id=question_id,
            words=words,
            names_nobody=True,
            style_tells_nobody=True,
            by=everybody.staff["ploy"],
        )


def _out(board_id: UUID, moment: datetime) -> list[UUID]:
    """The ids of what goes out on this day, the questions in the order of `FIRST`."""
    passing.travel_to(moment)
    daily.look_after(board_id)
    with acting_as(READING):
        rows = BoardQuestion.objects.filter(board_id=board_id, released_on=moment.date())
        return [row.id for row in sorted(rows, key=lambda row: _place(row.words))]


def _place(words: Words) -> int:
    return next(place for place, one in enumerate((*FIRST, *SECOND)) if one["en"] == words["en"])


def _answered(question_ids: Sequence[UUID], everybody: People) -> None:
    for question_id, text in zip(question_ids, ANSWERS, strict=True):
        partner = everybody.partner_of(PLANT)
        answering.respond(question_id=question_id, text=text, language="en", once=uuid4(), by=partner)
        with acting_as(READING):
            answer_id = BoardAnswer.objects.get(question_id=question_id).id
        moderating.show_answer(
            answer_id=answer_id, words={}, names_nobody=True, asks_for_nobody=True, by=everybody.staff["ploy"]
        )
