"""Given reviews, some of them planted, the score stays near what honest people say, and a moderator reads why."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from benchmarks import rating as measured
from benchmarks.rating_worlds import ATTACKS
from saphan.empowerment.reviews.facts import Fact, Said, facts_of
from saphan.empowerment.reviews.rating import (
    APART,
    BURST,
    NOT_FIRST_HAND,
    OLD,
    PEERS,
    TIED,
    Counted,
    Rating,
    Review,
    Weighed,
    rate,
)
from saphan.verification.independence import Cluster

NOW = 2900
NAMES = ("fees", "contract", "treatment", "help", "documents", "orientation")
BAD, GOOD = UUID(int=1), UUID(int=2)


def says(number: int, answers: int | tuple[int, ...], of: UUID = BAD, week: int = NOW, **more: Any) -> Review:
    said = answers if isinstance(answers, tuple) else (answers,) * len(NAMES)
    return Review(UUID(int=number), of, dict(zip(NAMES, said, strict=True)), week, **more)


def honest(of: UUID = BAD, level: float = 2.0, many: int = 24, first: int = 100) -> Iterator[Review]:
    """Spread over two years; each fourth is verified."""
    by = np.random.default_rng(first)
    for number in range(many):
        heard = np.clip(np.rint(level + by.normal(0, 0.4) + by.normal(0, 0.8, len(NAMES))), 1, 5)
        week = NOW - int(by.integers(0, 100))
        yield says(first + number, tuple(int(each) for each in heard), of, week, verified=number % 3 == 0)


def ring(many: int = 10, first: int = 1000, **more: Any) -> Iterator[Review]:
    return (says(first + number, 5, **{"week": NOW - 20, **more}) for number in range(many))


def score_of(rating: Rating, of: UUID = BAD) -> float:
    return float(np.mean([score.value for score in rating.scores[of]]))


def weights_of(rating: Rating, first: int) -> list[Weighed]:
    return [each for each in rating.weighed if first <= each.reviewer.int < first + 500]


# Worlds


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_error_is_at_most_half_of_the_plain_means(attack: str) -> None:
    """A few worlds of each attack; benchmarks/rating.py scores 200."""
    found = measured.worlds(attack, 5)
    assert measured.ratio(found) <= 0.5
    assert all(each.ours < each.plain for each in found)
    assert np.mean([each.silenced for each in found]) < 0.3


# A ring


def test_a_burst_of_praise_moves_little_and_is_explained() -> None:
    # Given two dozen people who say that it is bad, over two years
    before = score_of(rate([*honest(), *honest(GOOD, 4.0, first=300)], week=NOW))

    # When ten accounts, one after another in a week, say that all is well
    rating = rate([*honest(), *honest(GOOD, 4.0, first=300), *ring()], week=NOW)

    # Then the score hardly moves, and each of the ten is shown with its weight and why
    assert abs(score_of(rating) - before) < 0.2
    planted = weights_of(rating, 1000)
    assert len(planted) == 10
    assert all(each.weight < 0.1 and {BURST, APART} <= set(each.reasons) for each in planted)
    assert rating.counted[BAD] == Counted(34, 8)


def test_people_who_walk_out_together_are_heard() -> None:
    """A burst of blame at a place that is bad is no attack: it is near what others saw."""
    together = [says(1000 + number, (1, 2, 1, 2, 1, 1), week=NOW - 5) for number in range(12)]
    rating = rate([*honest(level=1.6), *honest(GOOD, 4.0, first=300), *together], week=NOW)
    assert np.mean([each.weight for each in weights_of(rating, 1000)]) > 0.5


def test_praise_here_and_blame_there_makes_peers() -> None:
    reviews = [*honest(), *honest(GOOD, 4.2, first=300)]
    for number in range(8):
        reviews += [says(1000 + number, 5, BAD, NOW - 20), says(1000 + number, 1, GOOD, NOW - 20)]
    reviews += [says(2000 + n, 3, UUID(int=10 + n % 30), NOW - n % 100) for n in range(300)]  # others elsewhere
    planted = weights_of(rate(reviews, week=NOW), 1000)
    assert all(PEERS in each.reasons and len(each.alike) == 7 for each in planted)
    assert max(each.weight for each in planted) < 0.1


def test_tied_accounts_have_one_voice() -> None:
    # Given the traces tie twenty accounts
    twenty = list(ring(20, week=NOW - 1))
    one = Cluster(tuple(review.reviewer for review in twenty))

    # When they praise a place that three others know
    few = list(honest(many=3))
    rating = rate([*few, *twenty], week=NOW, clusters=[one])

    # Then they are one of four, and share its weight
    assert rating.counted[BAD].independent == 4
    tied = weights_of(rating, 1000)
    assert all(TIED in each.reasons for each in tied) and sum(each.weight for each in tied) <= 1


# One review


def test_old_and_hearsay_weigh_less() -> None:
    new, old, heard = says(1, 3), says(2, 3, week=NOW - 208), says(3, 3, first_hand=False)
    rating = rate([new, old, heard, *honest(level=3.0)], week=NOW)
    by = {each.reviewer.int: each for each in rating.weighed}
    assert by[2].weight == pytest.approx(by[1].weight / 4, rel=0.1)
    assert by[3].weight == pytest.approx(by[1].weight / 2, rel=0.1)
    assert OLD in by[2].reasons and NOT_FIRST_HAND in by[3].reasons and by[1].reasons == ()


def test_few_reviews_say_little() -> None:
    """Two fives among a kind that is usually at three and a half are no five."""
    others = [review for n in range(12) for review in honest(UUID(int=50 + n), 3.5, 20, 3000 + 100 * n)]
    two = [says(1, 5, GOOD, verified=True), says(2, 5, GOOD, verified=True)]
    rating = rate([*others, *two], week=NOW, kinds={BAD: "employer"})
    (first, *_) = rating.scores[GOOD]
    assert 3.5 < first.value < 4.8 and first.low < first.value < first.high and first.n == 2


def test_each_kind_has_its_own_usual() -> None:
    recruiters = {UUID(int=50 + n): "recruiter" for n in range(8)}
    employers = {UUID(int=70 + n): "employer" for n in range(8)}
    reviews = [r for of in recruiters for r in honest(of, 2.0, 15, of.int * 100)]
    reviews += [r for of in employers for r in honest(of, 4.2, 15, of.int * 100)]
    reviews += [says(1, 3, GOOD), says(2, 3, BAD)]
    rating = rate(reviews, week=NOW, kinds={**recruiters, **employers, GOOD: "employer", BAD: "recruiter"})
    assert score_of(rating, GOOD) > score_of(rating, BAD) + 0.5


def test_a_criterion_that_few_answer_has_its_own_count() -> None:
    reviews = [*honest(many=12), Review(UUID(int=1), BAD, {"fees": 2, "extra": 1}, NOW)]
    scores = {score.criterion: score for score in rate(reviews, week=NOW).scores[BAD]}
    assert (scores["fees"].n, scores["contract"].n, scores["extra"].n) == (13, 12, 1)
    assert 1 <= scores["extra"].low <= scores["extra"].value <= scores["extra"].high <= 5


def test_nothing_said_is_nothing() -> None:
    assert rate([], week=NOW) == Rating({}, {}, ())


def test_the_order_of_reviews_does_not_matter() -> None:
    reviews = [*honest(), *ring()]
    assert score_of(rate(reviews, week=NOW)) == pytest.approx(score_of(rate(reviews[::-1], week=NOW)))


# Facts


def test_facts_count_the_same_voices() -> None:
    # Given a ring that also answers "no, I paid what I was told", and two accounts that are one person
    reviews = [*honest(), *honest(GOOD, 4.0, first=300), *ring()]
    rating = rate(reviews, week=NOW)
    said = [Said(review.reviewer, BAD, "paid_more", True) for review in honest()]
    said += [Said(review.reviewer, BAD, "paid_more", False) for review in ring()]
    two = Cluster((UUID(int=100), UUID(int=101)))

    # Then they are left out, and one voice is counted once
    assert facts_of(said, rating, [two])[BAD, "paid_more"] == Fact(23, 23, 10)
