"""Given two numbers of which one is within the other, whoever reads both never finds few in the one alone."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import fold
from saphan.impact.publishing.elsewhere import Elsewhere, beside
from saphan.impact.publishing.meaning import ALSO, Meanings
from saphan.impact.publishing.periods import Periods
from saphan.impact.publishing.weaving import Woven, weave
from saphan.release import linked
from saphan.verification.ladder import TABLE, Stage

KNOWN = catalogue()
JUNE = date(2026, 6, 1)
AFFECTED, VERIFIED = "workers_affected.all||", "workers_affected_verified.all||"
QUARTERS = Periods(("2026-Q1", "2026-Q2"))


def woven(facts: list[Said]) -> Woven:
    _, tally = fold(sorted(facts, key=lambda said: said.on), KNOWN)
    return weave(tally, KNOWN, JUNE)


def issues(many: int, verified: int) -> list[Said]:
    told = []
    for at in range(many):
        one, on = UUID(int=at + 1), JUNE + timedelta(days=at % 20)
        told.append(Said(on, "verification.issue_opened", one, {"family": "C", "sector": "seafood"}))
        told.append(Said(on, "verification.voice_counted", one, {"number": 10, "again": False}))
        if at < verified:
            told.append(Said(on, "issue.moved", one, {"from": "understood", "to": "corroborated"}))
            told.append(Said(on, "issue.moved", one, {"from": "corroborated", "to": "verified"}))
    return told


@pytest.mark.parametrize(("verified", "both"), [(20, True), (35, False)])
def test_of_two_the_one_of_less_worth_is_hidden_where_few_lie_between(verified: int, both: bool) -> None:
    """Of forty issues of ten workers each: five that are not verified are not to be told by their workers either."""
    now = linked.let_out(woven(issues(40, verified)).web)
    assert ((AFFECTED in now), (VERIFIED in now)) in ([(True, True)] if both else [(True, False), (False, True)])


def test_one_within_the_other_that_comes_to_the_same_is_the_other() -> None:
    """Whoever was shown was disclosed: two numbers of two indicators, one name."""
    facts = issues(30, 30)
    for said in [one for one in facts if one.payload.get("to") == "verified"]:
        facts.append(Said(said.on, "issue.moved", said.subject, {"from": "verified", "to": "disclosed"}))
        facts.append(Said(said.on, "remedy.disclosed", said.subject, {"recipient_kind": "supplier"}))
    first = woven(facts).first
    assert first["verified_shown_to_a_partner.hit||"] == first["issues_remedied.all||"]


def test_who_began_later_is_within_only_at_the_edges_of_time() -> None:
    """Told in the last quarter and answered: answered in the last quarter as well. In a former one, who knows."""
    meant = Meanings(KNOWN)
    last, former = (
        [
            meant.of(KNOWN[name], part, "", period)
            for name, part in (("voices_answered", "hit"), ("answered_in_her_language", "all"))
        ]
        for period in ("2026-Q2", "2026-Q1")
    )
    assert last[0] and last[1] and last[0].is_within(last[1], QUARTERS) and not last[1].is_within(last[0], QUARTERS)
    assert former[0] and former[1] and former[1].is_within(former[0], QUARTERS)
    assert not former[0].is_within(former[1], QUARTERS)


def test_marks_that_stand_only_where_others_do_follow_from_the_transition_table() -> None:
    stages = {
        mark.id: str(mark.when["to"][0])
        for mark in KNOWN.marks
        if mark.fact == "issue.moved" and mark.sign > 0 and len(mark.when.get("to", ())) == 1
    }
    for mark, others in ALSO.items():
        for other in others:
            if mark in stages and other in stages and stages[mark] != stages[other]:
                assert not reached(stages[mark], without=stages[other]), (mark, other)


def reached(target: str, without: str) -> bool:
    """Whether an issue can come there without ever having been there."""
    found, left = set[str](), [str(Stage.RECEIVED)]
    while left:
        at = left.pop()
        found.add(at)
        left += [str(row.target) for row in TABLE if row.source == at and row.target not in {*found, without}]
    return target in found


def test_one_that_comes_to_more_than_what_it_is_within_is_not_within_it() -> None:
    """Call-backs asked for in stories of an old log, of which nobody was counted as coming."""
    told = [Said(JUNE, "voice.call_back_asked", UUID(int=at + 1), {}) for at in range(30)]
    told += [Said(JUNE, "voice.received", UUID(int=at + 1), {"language": "my", "channel": "web"}) for at in range(12)]
    web = woven(told).web
    assert all(number.value >= 0 and number.subjects >= 0 for number in web.numbers.values())


def met(*people: int) -> list[Said]:
    told = [(JUNE + timedelta(days=at), UUID(int=at + 1), many) for at, many in enumerate(people)]
    return [
        Said(on, "empowerment.group_met", one, {"people": many, "language": "my", "place": "TH-74"})
        for on, one, many in told
    ]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"MM-TH": 90, "KH-TH": 30}, True),  # everybody is of one of the two
        ({"MM-TH": 90, "KH-TH": 15}, True),  # fifteen of neither
        ({"MM-TH": 90, "KH-TH": 22}, False),  # eight of neither
        ({"MM-TH": 112, "KH-TH": 8}, False),  # the eight are not told on their page
        ({"MM-TH": 90, "KH-TH": 31}, True),  # not counted alike: nothing can be subtracted
    ],
)
def test_a_total_is_hidden_that_would_leave_few_beside_what_other_pages_tell(cells: dict[str, int], told: bool) -> None:
    """A hundred and twenty people met, in twelve groups."""
    total = "people_met.all||2026-Q2"
    web = beside(woven(met(*[10] * 12)), [Elsewhere(total, cells), Elsewhere("reviews_verified.all||", {"one": 20})])
    assert (web.first[total] in linked.let_out(web.web)) == told
