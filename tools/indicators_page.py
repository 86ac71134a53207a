"""Write docs/explanation/indicators.md from the catalogue: each indicator, its rule, and its worked example computed.

Usage: .venv/bin/python -m tools.indicators_page
"""

from pathlib import Path

from saphan.impact.indicators.catalogue import ACTORS, OBJECTIVES, PROGRAMMES, Catalogue, Indicator, catalogue
from saphan.impact.indicators.examples import examples, given

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "indicators.md"

HEAD = """\
# Indicators of the theory of change

Made from `src/saphan/impact/indicators/data/` by `tools/indicators_page.py`; a test computes every example anew.
Edition {edition}, {many} indicators. Nothing on this page is published by itself: a number leaves only through
[the release rules](../architecture.md), above its thresholds.

**How they are made.** Every service writes, beside the audit, a *fact*: a code, a day and the random id of what it is
about; no person, no word. A fact leaves *marks* on that issue, story or case. An indicator is a rule over the marks of
one subject, and its figure is the sum over all subjects. Facts that take something back (a voice withdrawn, a story
deleted, organisations that turned out to be one) are marks of the other sign, so what was counted is taken out again.
Numbers are added and days are the earliest, so the order in which facts are read does not matter; folding day by day
and recounting from the first fact give the same (`saphan recount-indicators`).

**What is kept** is by how much each figure changed in each month, by *cohort*: the month in which what is counted
began. A figure as of a month is the sum until then. What is learnt later changes later months only.

**How sure.** A share has Wilson's interval at 95 %. A median of days has the order statistics between which it lies at
95 %, from six on; its denominator counts those who still wait as well, and they are not in the median. A count has
none. Where one event carries several answers, they are not independent, and the interval says less than it seems to.

**Who still waits** is known from no fact: time alone brings it about. Kept is since which day; how many of them have
waited longer than the rule allows is reckoned on the day of the figure, for a month that is over on its last day.

**What is missing** from the theory of change is missing because no fact tells it: corridors of concerns (nobody's
nationality is asked), visits to our pages that were broken off (what a browser begins is sealed, and leaves no trace),
how many workers speak which language where nobody has counted them.

In an example each line is a fact: day, of whom or what, which fact, its codes.
"""


def page() -> str:
    known = catalogue()
    parts = [HEAD.format(edition=known.edition, many=len(known.indicators))]
    for actor, name in ACTORS.items():
        parts += [f"## Actor {actor}: {name}\n"]
        parts += [_of(each, known) for each in known.indicators if each.actor == actor]
    return "\n".join(parts)


def _of(one: Indicator, known: Catalogue) -> str:
    facts, _ = examples()[one.id]
    programmes = ", ".join(PROGRAMMES[each] for each in one.programmes)
    criteria = ", ".join(each.replace("_", "-") for each in one.criteria)
    told = [
        f"### {one.id}\n\n{one.definition}\n",
        f"*Objective {one.objective}* ({OBJECTIVES[one.objective]}) · *programmes*: {programmes} · "
        f"*unit*: {one.unit} · *better*: {_BETTER[one.direction]}"
        + (f" · *UNGP 31*: {criteria}" if criteria else "")
        + "\n",
        f"*Rule*: {rule(one)}\n",
        f"*What it does not say*: {one.caveats}\n",
        "```\n" + "\n".join(facts) + "\n→ " + "; ".join(given(facts, one.id, known)) + "\n```\n",
    ]
    return "\n".join(told)


def rule(one: Indicator) -> str:
    """The rule in the words of the catalogue."""
    which = _named(one.base) + (f", without {_named(one.without)}" if one.without else "")
    apart = f"; kept apart by the code of `{one.by}`" if one.by else ""
    if one.shape == "days":
        return f"median days from `{one.start}` to `{one.end}`, of subjects with {which}{apart}."
    if one.shape == "count":
        return f"{f'sum of {_named(one.top)}' if one.top else 'number'} of subjects with {which}{apart}."
    if one.waits:
        late = f"those with no `{one.end}` more than {one.within} days after `{one.start}`"
        return f"of subjects with {which}: {late}, on the day of the figure{apart}."
    if one.top:
        return f"sum of {_named(one.top)} over sum of {_named(one.bottom)}, of subjects with {which}{apart}."
    within = f" within {one.within} days" if one.within is not None else ""
    weight = f", each weighing its `{one.weigh}`" if one.weigh else ""
    return f"of subjects with {which}{weight}: those with {_named(one.hit)}{within}{apart}."


def _named(marks: tuple[str, ...]) -> str:
    return " and ".join(f"`{each}`" for each in marks)


_BETTER = {"up": "more", "down": "less", "none": "neither more nor less"}


if __name__ == "__main__":
    PAGE.write_text(page())
