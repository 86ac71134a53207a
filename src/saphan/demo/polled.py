"""A poll of the demo: a company promised to answer, workers were asked, it answered. And one that may not begin yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from saphan.demo import passing
from saphan.demo.story import People
from saphan.dialogue.models import PollQuestion
from saphan.dialogue.polls import answering, services
from saphan.dialogue.polls.services import Draft, Question
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System

READING: Final = System("demo.polls")
FACTORY: Final = "Golden Kite Garments"
LANGUAGES: Final = ("en", "my", "th")
QUESTIONS: Final = (
    Question(
        {
            "en": "Is it too hot where you sew?",
            "my": "သင် စက်ချုပ်တဲ့နေရာမှာ အရမ်းပူလား။",
            "th": "ที่ที่คุณเย็บผ้าร้อนเกินไปไหม",
        }
    ),
    Question(
        {
            "en": "What would help most?",
            "my": "ဘာက အများဆုံး အကူအညီဖြစ်မလဲ။",
            "th": "อะไรจะช่วยได้มากที่สุด",
        },
        {
            "en": ("More fans", "Longer breaks", "Drinking water nearby"),
            "my": ("ပန်ကာ ပိုများများ", "နားချိန် ပိုရှည်ရှည်", "သောက်ရေ အနီးမှာ"),
            "th": ("พัดลมเพิ่ม", "พักนานขึ้น", "น้ำดื่มใกล้ ๆ"),
        },
    ),
    Question(
        {
            "en": "Did a boss shout at you this month?",
            "my": "ဒီလထဲမှာ အကြီးအကဲက သင့်ကို အော်ခဲ့လား။",
            "th": "เดือนนี้หัวหน้าตะโกนใส่คุณไหม",
        },
        is_delicate=True,
    ),
)
CHOSEN: Final = ((17, 39), (25, 16, 15), (44, 12))
"""For each question, how many chose each: no and yes, or its choices in their order."""
RESPONSE: Final = (
    "Twelve more fans hang on the sewing floor. The noon break is ten minutes longer now. "
    "All foremen were told that nobody is shouted at."
)


def ask_workers(everybody: People, now: datetime) -> None:
    """Seven weeks ago; the company answered three weeks ago. A lead has begun to write another one."""
    passing.travel_to(now - timedelta(days=50))
    poll_id = _begun(everybody)
    with acting_as(READING):
        questions = list(PollQuestion.objects.filter(poll_id=poll_id).order_by("place").values_list("id", flat=True))
    for question_id, chosen in zip(questions, CHOSEN, strict=True):
        _answered(question_id, chosen)
    passing.travel_to(now - timedelta(days=36))
    answering.sweep()
    passing.travel_to(now - timedelta(days=21))
    answering.respond(poll_id=poll_id, text=RESPONSE, language="en", once=uuid4(), by=everybody.partner_of(FACTORY))
    passing.travel_to(now - timedelta(days=1))
    draft = Draft(name="Buses after the late shift", languages=LANGUAGES, threshold=11)
    services.keep_draft(draft=draft, by=everybody.staff["ann"])


def _begun(everybody: People) -> UUID:
    """Written by a lead, accepted by the company, open for two weeks."""
    ann, factory, today = everybody.staff["ann"], everybody.organisations[FACTORY], clock.today()
    draft = Draft(
        name="Heat on the sewing floor",
        organisation_id=factory,
        languages=LANGUAGES,
        responder_id=factory,
        remedy="desk",
        threshold=11,
        begins_on=today,
        ends_on=today + timedelta(days=13),
        respond_by=today + timedelta(days=34),
        questions=QUESTIONS,
    )
    poll_id = services.keep_draft(draft=draft, by=ann)
    services.propose(poll_id=poll_id, by=ann)
    services.accept(poll_id=poll_id, by=everybody.partner_of(FACTORY))
    services.begin(poll_id=poll_id, by=ann)
    return poll_id


def _answered(question_id: UUID, chosen: Sequence[int]) -> None:
    for choice, many in enumerate(chosen):
        for _ in range(many):
            answering.answer(question_id=question_id, choice=choice, language="my", once=str(uuid4()))
