"""Every voice has one issue that counts it, whatever is merged; what a partner has seen keeps its own."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saphan.verification.together.seats import Sitting, seat

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a machine that is busy
PLACES = [UUID(int=number) for number in range(1, 7)]


@st.composite
def sittings(draw: st.DrawFn) -> list[Sitting]:
    found = []
    for number, place in enumerate(PLACES):
        if draw(st.booleans()):
            on_the_ladder = draw(st.booleans())
            covers = frozenset() if on_the_ladder else draw(st.frozensets(st.sampled_from(PLACES)))
            opened = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 3)))
            found.append(Sitting(UUID(int=100 + number), place, on_the_ladder, opened, covers))
    return found


@PATIENT
@given(sittings(), st.randoms(), st.sampled_from(PLACES))
def test_the_order_of_issues_never_matters(issues: list[Sitting], random: object, root: UUID) -> None:
    shuffled = list(issues)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert seat(root, PLACES, issues) == seat(root, reversed(PLACES), shuffled)  # type: ignore[arg-type]


@PATIENT
@given(sittings(), st.sampled_from(PLACES))
def test_each_organisation_s_voices_are_counted_and_on_the_ladder_once(issues: list[Sitting], root: UUID) -> None:
    seats = seat(root, PLACES, issues)
    on_ladder = {each.issue_id for each in issues if each.on_the_ladder}
    for place in PLACES:
        carriers = {issue_id for issue_id, places in seats.places.items() if place in places}
        assert len(carriers & on_ladder) <= 1
        assert seats.of(place) in carriers or (seats.of(place) is None and not carriers)


@PATIENT
@given(sittings(), st.sampled_from(PLACES))
def test_what_a_partner_has_seen_is_the_same_with_and_without_the_merge(issues: list[Sitting], root: UUID) -> None:
    merged = seat(root, PLACES, issues)
    for issue in issues:
        if not issue.on_the_ladder:
            alone = seat(issue.respondent_id, [issue.respondent_id], [issue])
            assert merged.places[issue.issue_id] == alone.places[issue.issue_id]
            assert issue.issue_id not in merged.rests


@PATIENT
@given(sittings(), st.sampled_from(PLACES))
def test_one_hosts_and_the_others_rest_behind_somebody_who_does_not(issues: list[Sitting], root: UUID) -> None:
    seats = seat(root, PLACES, issues)
    for issue in issues:
        if issue.on_the_ladder and issue.issue_id != seats.host:
            assert seats.places[issue.issue_id] == frozenset()
            assert seats.rests[issue.issue_id] not in seats.rests


def test_the_canonical_organisation_s_own_issue_hosts_else_the_first() -> None:
    first, second, third = (Sitting(UUID(int=100 + n), PLACES[n], True, date(2026, 1, 1 + n)) for n in range(3))
    assert seat(PLACES[2], PLACES[:4], [first, second, third]).host == third.issue_id
    assert seat(PLACES[3], PLACES[:4], [third, second, first]).host == first.issue_id
    assert seat(PLACES[3], PLACES[:4], []).of(PLACES[0]) is None
