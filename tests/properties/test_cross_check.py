"""What holds for every set of stories: order, rebuild, copies, rulings and praise."""

from datetime import date
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from saphan.verification.corroboration import judge
from saphan.verification.heard import CALL_BACK, PROOFS, FindingFacts, VoiceFacts
from saphan.verification.independence import Cluster, Ruling, Trace, clusters
from saphan.verification.mass import Mass, weigh
from saphan.verification.weights import DEFAULT

PEOPLE = 12
TEXTS = tuple(bytes(Random(seed).choices(range(1, 256), k=128)) for seed in range(3))

people = some.integers(1, PEOPLE).map(lambda number: UUID(int=number))
marks = some.frozensets(some.sampled_from([b"a", b"b", b"c", b"d", b"e"]), max_size=2)


def alike(text: bytes, agreeing: int) -> bytes:
    return text[:agreeing] + bytes(each % 255 + 1 for each in text[agreeing:])


texts = some.lists(some.builds(alike, some.sampled_from(TEXTS), some.integers(0, 128)), max_size=2).map(tuple)
traces = some.lists(
    some.builds(
        Trace,
        people,
        some.integers(0, 60),
        some.sampled_from(["web", "phone"]),
        some.sampled_from([b"", b"door", b"poster"]),
        some.booleans(),
        some.booleans(),
        marks,
        marks,
        marks,
        texts,
    ),
    max_size=20,
)
rulings = some.lists(some.builds(Ruling, people, people, some.booleans()), max_size=6)
facts = some.builds(
    VoiceFacts,
    people,
    some.sampled_from([UUID(int=100), UUID(int=200)]),
    some.sampled_from(["web", "phone"]),
    some.sampled_from(["my", "ne"]),
    some.sampled_from([date(2026, 3, 2), date(2026, 4, 6)]),
    some.just("late_pay"),
    some.booleans(),
    some.sampled_from(["", "payslip"]),
    some.just(""),
    some.sampled_from([1, 3]),
    some.booleans(),
    some.booleans(),
    some.just(False),  # named: found out by the clusters alone
)
said = some.lists(facts, max_size=15)
findings = some.lists(
    some.builds(FindingFacts, some.sampled_from([CALL_BACK, *PROOFS]), some.booleans(), people), max_size=5
)


@given(traces, rulings, some.randoms())
def test_the_order_in_which_stories_came_changes_nothing(heard: list[Trace], ruled: list[Ruling], by: Random) -> None:
    shuffled = by.sample(heard, len(heard))
    assert clusters(shuffled, ruled) == clusters(heard, ruled)


@given(said, findings, traces, some.randoms())
def test_nor_does_the_order_of_facts_and_findings(
    told: list[VoiceFacts], found: list[FindingFacts], heard: list[Trace], by: Random
) -> None:
    shuffled = by.sample(told, len(told)), by.sample(found, len(found))
    assert judge(*shuffled, clusters(heard)) == judge(told, found, clusters(heard))


@given(traces, rulings)
def test_every_voice_is_in_exactly_one_cluster_and_its_ties_hold_it_together(
    heard: list[Trace], ruled: list[Ruling]
) -> None:
    found = clusters(heard, ruled)
    assert sorted(voice for cluster in found for voice in cluster.voices) == sorted({trace.voice for trace in heard})
    for cluster in found:
        assert len(reached(cluster)) == len(cluster.voices)
        assert 0 <= cluster.doubt <= 1
        assert all((tie.left in cluster.voices) != (tie.right in cluster.voices) for tie in cluster.leans)


def reached(cluster: Cluster) -> set[UUID]:
    known = {cluster.voices[0]}
    for _ in cluster.voices:
        known |= {end for tie in cluster.ties if known & {tie.left, tie.right} for end in (tie.left, tie.right)}
    return known


@given(traces)
def test_a_story_said_again_changes_nothing(heard: list[Trace]) -> None:
    assert clusters([*heard, *heard]) == clusters(heard)


@given(traces, rulings, people, people)
def test_a_ruling_and_its_reversal_is_the_identity(
    heard: list[Trace], ruled: list[Ruling], left: UUID, right: UUID
) -> None:
    # Given two on whom nobody ruled
    before = [each for each in ruled if {each.left, each.right} != {left, right}]
    together, apart = Ruling(left, right, True), Ruling(right, left, False)

    # Then what was said before the last word leaves no trace
    assert clusters(heard, [*before, together, apart]) == clusters(heard, [*before, apart])
    assert clusters(heard, [*before, apart, together]) == clusters(heard, [*before, together])

    # And whom software did not tie are as they were, and so are whom it made one; an excuse depends on third persons
    heard = [trace._replace(met=False, vouched=False) for trace in heard]
    strength = tied(heard, left, right)
    if strength == 0:
        assert groups(heard, [*before, together, apart]) == groups(heard, before)
    if strength == 1:
        assert groups(heard, [*before, apart, together]) == groups(heard, before)


def groups(heard: list[Trace], ruled: list[Ruling]) -> list[tuple[UUID, ...]]:
    return [cluster.voices for cluster in clusters(heard, ruled)]


def tied(heard: list[Trace], left: UUID, right: UUID) -> float:
    """How strongly software ties these two by anything but a number, which others may have named."""
    hers = [trace._replace(phones=frozenset()) for trace in heard if trace.voice in (left, right)]
    ties = [tie for cluster in clusters(hers) for tie in (*cluster.ties, *cluster.leans)]
    phones = [frozenset().union(*(t.phones for t in heard if t.voice == each)) for each in (left, right)]
    if phones[0] & phones[1] and not ties:
        return 0.5
    return max((tie.strength for tie in ties), default=0.0)


@given(traces, said, findings, some.sampled_from(["handles", "browsers"]))
def test_a_dependent_copy_raises_no_mass_above_the_cap_of_its_cluster(
    heard: list[Trace], told: list[VoiceFacts], found: list[FindingFacts], mark: str
) -> None:
    # Given somebody whose account or browser speaks again under another name, with all that a voice can bring
    if not heard or not told:
        return
    first = heard[0]._replace(met=False, vouched=False, voice=told[0].voice_group, **{mark: frozenset({b"hers"})})
    copy = first._replace(voice=UUID(int=999), began=first.began + 9)
    others = [trace for trace in heard if trace.voice != first.voice]
    known = clusters([first, *others])
    with_copy = clusters([first, copy, *others])
    heavier = told[0]._replace(voice_group=copy.voice, proof="payslip", met=True, at_least=3)
    hers = weigh(told, found, known), weigh([*told, heavier], found, with_copy)

    # Then her cluster weighs at most its cap
    (part,) = [part for part in hers[1].parts if copy.voice in part.cluster.voices]
    assert first.voice in part.cluster.voices
    assert part.weight <= DEFAULT.mass.cluster_cap


@given(said, findings)
def test_a_copy_adds_to_the_whole_at_most_what_its_cluster_was_below_the_cap(
    told: list[VoiceFacts], found: list[FindingFacts]
) -> None:
    if not told:
        return
    copy = told[0]._replace(voice_group=UUID(int=999))
    alone, doubled = [Cluster((told[0].voice_group,))], [Cluster((told[0].voice_group, copy.voice_group))]
    before, after = weigh(told, found, alone), weigh([*told, copy], found, doubled)
    assert after.parts[0].weight <= DEFAULT.mass.cluster_cap
    assert raised(after, before) <= DEFAULT.mass.cluster_cap - before.parts[0].weight + 1e-6


def raised(after: Mass, before: Mass) -> float:
    return after.total - before.total


@given(said, findings, said)
def test_one_more_independent_voice_never_takes_mass_away_but_for_what_all_had_in_difference(
    told: list[VoiceFacts], found: list[FindingFacts], more: list[VoiceFacts]
) -> None:
    others = [each._replace(voice_group=UUID(int=each.voice_group.int + 500)) for each in more]
    parts = {part.cluster.id: part.weight for part in weigh(told, found).parts}
    later = {part.cluster.id: part.weight for part in weigh([*told, *others], found).parts}
    assert all(later[each] == weight for each, weight in parts.items())


@given(traces, some.integers(-1000, 1000))
def test_a_clock_that_is_wrong_for_all_changes_nothing(heard: list[Trace], hours: int) -> None:
    assert clusters([each._replace(began=each.began + hours) for each in heard]) == clusters(heard)


@given(traces, traces)
def test_what_comes_later_casts_no_doubt_on_who_spoke_before(heard: list[Trace], later: list[Trace]) -> None:
    # Given others who begin after everybody here and share nothing that makes them one with anybody
    others = [
        each._replace(
            voice=UUID(int=each.voice.int + 500),
            began=each.began + 100,
            handles=frozenset(),
            phones=frozenset(),
            browsers=frozenset(),
            texts=(),
        )
        for each in later
    ]
    before = {cluster.voices: cluster.doubt for cluster in clusters(heard)}
    after = {cluster.voices: cluster.doubt for cluster in clusters([*heard, *others])}
    assert before.items() <= after.items()
