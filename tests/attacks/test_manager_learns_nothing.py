"""A manager files N − 1 reports to learn whether a real one exists. He looks at everything, and learns nothing.

The same sixty days are lived twice, once with the real report and once without it; and again from her side. Here those
are lived on which somebody does something and the last; with SAPHAN_TEST_EVERY_DAY (make test-long), every one of them.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest

from saphan.casework.models import Concern
from saphan.remedy import services as remedy
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.refusals import Refusal
from saphan.verification import services as verification
from saphan.verification.escrow.asking import record_spoken
from saphan.verification.escrow.models import Escrow
from saphan.verification.models import Issue
from saphan.voice import machines
from saphan.voice import services as voice
from saphan.voice.models import Ask
from tests.attacks.two_worlds import Lived, Page, Phone, a_world
from tests.remedy.walk import WORDS

pytestmark = pytest.mark.django_db

DAYS = 60
EVERY_DAY = "SAPHAN_TEST_EVERY_DAY" in os.environ
TRIES, SPOKEN, ANSWERED = (5, 30, 50), 12, 40
HER_DAYS = (1, 2, 3, 5, 10, 11)


@pytest.fixture(autouse=True)
def remembered_for_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server remembers for half a minute is asked for as often in both worlds, however long each takes."""
    monkeypatch.setattr(machines, "now", lambda: 0.0)


INVENTED = (  # each as another person would say it, on a day of its own
    "The supervisor of the night shift shouts at everybody",
    "They call us animals when the boxes are late",
    "My sister was slapped beside the freezer last week",
    "Every morning insults, and nobody in the office listens",
)
Seen = tuple[list[Page], list[tuple[object, ...]]]


def all_seen(lived: Lived, *phones: Phone) -> Seen:
    watchers = [*(phone.watcher for phone in phones), lived.partner, lived.public]
    return [page for watcher in watchers for page in watcher.pages], lived.noticed


def same(left: Seen, right: Seen) -> None:
    """Page by page, so that the first difference is shown and not the length of the list."""
    for one, other in zip(left[0], right[0], strict=True):
        assert one == other, f"{one.address}: {_difference(one, other)}"
    assert left[1] == right[1]


def _difference(one: Page, other: Page) -> str:
    if one.body != other.body:
        lines = zip(one.body.splitlines(), other.body.splitlines(), strict=False)
        return str([pair for pair in lines if pair[0] != pair[1]][:3])
    return f"{one.length}, {one.statements}, {one.set_going} {one.headers} / {other.length}, {other.statements}, …"


def issue_about_abuse(lived: Lived) -> Issue:
    with acting_as(System("test.manager")):
        return Issue.objects.get(respondent_id=lived.world.plant, family="F")


def a_verifier_tries(lived: Lived) -> None:
    """To say that it is so, to write words for the plant, to find a document: as a keen colleague would."""
    issue_id, preecha = issue_about_abuse(lived).id, lived.walk.preecha
    for act in (
        lambda: verification.verify(issue_id=issue_id, method="call_back", confidence="high", by=preecha),
        lambda: remedy.write_draft(
            issue_id=issue_id,
            recipient_id=lived.world.plant,
            words=WORDS,
            asked_action="pay_what_is_owed",
            crowd=60,
            crowd_source="HR poster",
            by=preecha,
        ),
    ):
        with suppress(Refusal):
            act()
        lived.work()


def his_report(lived: Lived, words: str, his_wish: str) -> Phone:
    """From a browser of its own, on a day of its own; a caseworker takes it for what it says."""
    clock.pass_time(timedelta(days=1))
    phone = lived.writes(words, tell=his_wish)
    lived.recorded(phone.story)
    return phone


def call_back(lived: Lived, phone: Phone) -> None:
    """A verifier called her and wrote it down."""
    with acting_as(System("test.manager")):
        group = Concern.objects.get(conversation_id=phone.story).voice_group
    verification.record_finding(
        issue_id=issue_about_abuse(lived).id, kind="call_back", voice_group=group, by=lived.walk.preecha
    )
    lived.work()


def she_answers(lived: Lived, phone: Phone, code: str) -> None:
    with acting_as(System("test.manager")):
        ask = Ask.objects.get(conversation_id=phone.story, question="others", closed_on=None)
    voice.answer(ask_id=ask.id, code=code, by=Story(phone.story))
    lived.work()


def days_lived(every: int) -> Iterable[tuple[int, int]]:
    """The number of each, after that of the one before."""
    numbers = range(1, DAYS + 1) if EVERY_DAY else sorted({*TRIES, SPOKEN, ANSWERED, *range(every, DAYS + 1, every)})
    return pairwise((0, *numbers))


def lived_by_the_manager(*, is_real: bool, needs: int, his_wish: str, answer: str, every: int) -> Seen:
    """His reports, N − 1 of them, each from a browser of its own; `every` so many days he looks at everything."""
    with a_world() as lived:
        real = None
        if is_real:
            real = lived.writes("He shouts at us and hits us", tell=f"if_{needs}", language="my")
            lived.recorded(real.story)
        his = [his_report(lived, words, his_wish) for words in INVENTED[: needs - 1]]
        call_back(lived, his[0])
        if real and needs > 2:  # with her it is: so a verifier who might go on would show him that she is there
            assert issue_about_abuse(lived).stage == "corroborated"
        for last, number in days_lived(every):
            if number in TRIES and not (answer == "yes" and number > ANSWERED):
                a_verifier_tries(lived)
            if real and number == SPOKEN and answer:
                for phone in (real, *his):
                    record_spoken(conversation_id=phone.story, by=lived.walk.nok)
                lived.work()
            if real and number == ANSWERED and answer:
                assert lived.asked(real) == ["others"]
                she_answers(lived, real, answer)
            lived.day(number, *his, look=number % every == 0, after=number - last)
        if real and not answer:
            assert lived.asked(real) == []
        return all_seen(lived, *his)


CASES = [
    (3, "ask_first", "no", 1 if EVERY_DAY else 30),
    (2, "words_without_name", "yes", 10 if EVERY_DAY else 30),
]
IN_TEST_LONG = [
    (3, "if_2", "", 10),  # he waits for others himself
    (5, "nobody", "no", 20),
]


@pytest.mark.parametrize(("needs", "his_wish", "answer", "every"), [*CASES, *(IN_TEST_LONG if EVERY_DAY else ())])
def test_the_manager_learns_nothing(needs: int, his_wish: str, answer: str, every: int) -> None:
    lived = {
        is_real: lived_by_the_manager(is_real=is_real, needs=needs, his_wish=his_wish, answer=answer, every=every)
        for is_real in (True, False)
    }

    assert len(lived[True][0]) > 2 * (DAYS // every)
    same(lived[True], lived[False])


def her_days(*, others: int, talk: Callable[[Lived, list[Phone]], None] | None = None) -> tuple[Seen, list[str]]:
    """The real worker, who looks for eleven days; others say the same on the third."""
    with a_world() as lived:
        hers = lived.writes("He shouts at us and hits us", tell="if_3")
        lived.recorded(hers.story)
        crowd: list[Phone] = []
        for last, number in pairwise((0, *(range(1, 12) if EVERY_DAY else HER_DAYS))):
            if number == 3:
                crowd = [lived.writes(words) for words in INVENTED[:others]]
                for phone in crowd:
                    lived.recorded(phone.story)
                if talk:
                    talk(lived, [hers, *crowd])
            lived.day(number, hers, after=number - last)
            if talk and number == 3:  # the day after the match and every talk
                assert lived.asked(hers) == []
        return all_seen(lived, hers), lived.asked(hers)


@cache
def alone() -> Seen:
    return her_days(others=0)[0]


def test_her_own_pages_do_not_change_on_a_match() -> None:
    with_others, asked = her_days(others=2)

    same(with_others, alone())
    assert asked == []


def test_nor_on_the_day_on_which_everybody_was_spoken_with() -> None:
    def talk(lived: Lived, everybody: list[Phone]) -> None:
        for phone in everybody:
            record_spoken(conversation_id=phone.story, by=lived.walk.nok)
        lived.work()
        with acting_as(System("test.manager")):
            assert Escrow.objects.get(conversation_id=everybody[0].story).state == "spoken"

    (seen, _), asked = her_days(others=2, talk=talk)

    days_alone = [page for page in alone()[0] if page.address == "/en/story/mine/"]
    days = [page for page in seen if page.address == "/en/story/mine/"]
    assert days[:3] == days_alone[:3]
    assert asked in (["others"], [])  # her day is drawn by chance, and may still be to come
