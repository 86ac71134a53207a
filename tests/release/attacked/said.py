"""What is said of an organisation, and in a poll: how many said yes, and what one more reviewer moves."""

import numpy as np

from saphan.dialogue.polls import results
from saphan.empowerment.reviews import letting_out
from saphan.release import beside, cubes, together
from saphan.release.engine import HIDDEN
from tests.release.attacked import WORLDS, Outcome

SECRET = b"s" * 32
FACTS = ("paid_more", "other_work", "pay_owed", "papers_kept", "not_answered")


def facts(worlds: int = WORLDS) -> Outcome:
    """Whoever attacks knows how many answered each question."""
    random, outcome = np.random.default_rng(25), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        found = bare = False
        for _question in FACTS:
            of = int(random.integers(1, 80))
            yes = int(random.binomial(of, random.beta(1, 1)))
            read = letting_out.fact_read(yes, of, SECRET)
            found |= read is not None and _follows(yes, of, read)
            bare |= of >= 11 and (0 < yes < 11 or 0 < of - yes < 11)
            outcome.reads(yes, float(read[1]) if read and read[0] == read[1] else None)
        outcome.found, outcome.bare = outcome.found + found, outcome.bare + bare
    return outcome


def _follows(yes: int, of: int, read: tuple[int, int, int]) -> bool:
    least, most, _ = read
    if least == most:  # then it is given to the attack as it truly is, and so is how many said no
        return min(yes, of - yes) < 11
    few = most if least == 0 else most - least
    range_of_few = {"yes" if least == 0 else "no": (0.0, float(few))}
    whole = together.system({"of": float(of)}, [_LINE], range_of_few)
    low, high = together.bounds(whole)
    return bool((high - low)[~whole.told].min() < 10)


_LINE = [("yes", 1.0), ("no", 1.0), ("of", -1.0)]


def scores(worlds: int = WORLDS) -> Outcome:
    """Two releases: a score of which fewer than eleven are new stands, however many are new in the whole."""
    random, outcome = np.random.default_rng(26), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        first = random.integers(5, 60, 6)
        came = random.poisson(8, 6)
        rows = [_rows(random, many) for many in (first, first + came)]
        before = letting_out.moved(rows[0], [], "criterion", "n")
        after = letting_out.moved(rows[1], before, "criterion", "n")
        outcome.found += _told_apart(before, after)
        outcome.bare += _told_apart(*([row for row in those if row["n"] >= 11] for those in rows))
        shown = {row["criterion"]: row for row in after}
        for row in rows[1]:
            one = shown.get(row["criterion"])
            outcome.reads(row["n"], letting_out.people_read(one["n"], SECRET) if one else None)
    return outcome


def _rows(random: np.random.Generator, many: np.ndarray) -> list[dict[str, object]]:
    return [{"criterion": str(at), "value": round(random.uniform(1, 5), 1), "n": int(n)} for at, n in enumerate(many)]


def _told_apart(before: list[dict[str, object]], after: list[dict[str, object]]) -> bool:
    then = {row["criterion"]: row for row in before}
    return any(
        row["criterion"] in then and 0 < abs(int(str(row["n"])) - int(str(then[row["criterion"]]["n"]))) < 11
        for row in after
    ) or any(int(str(row["n"])) < 11 for row in after)


def polls(worlds: int = WORLDS) -> Outcome:
    """One question of two to seven choices."""
    random, outcome = np.random.default_rng(27), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        codes = tuple(map(str, range(int(random.integers(2, 8)))))
        chances = random.dirichlet(np.ones(len(codes)))
        chosen = random.choice(len(codes), int(random.integers(5, 250)), p=chances)
        keys = random.integers(0, 2**63, len(chosen))
        table = results.let_out(codes, [((codes[one],), int(key)) for one, key in zip(chosen, keys, strict=True)])
        counts = cubes.with_totals(np.bincount(chosen, minlength=len(codes)))
        names = beside.names("answers", "", ("choice",), (codes,))
        told = np.zeros(len(counts), dtype=bool) if table is None else ~table.hidden
        outcome.found += bool(together.recovered([beside.of_table(names, counts, told)]))
        outcome.bare += bool(together.recovered([beside.of_table(names, counts, counts >= 11)]))
        for at, truth in enumerate(counts.tolist()):
            value = HIDDEN if table is None else int(table.values[at])
            outcome.reads(truth, None if value == HIDDEN else value)
    return outcome
