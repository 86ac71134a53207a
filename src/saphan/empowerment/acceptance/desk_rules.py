"""The rules of all corridors, each once, with what lawyers said of the very text that stands."""

from dataclasses import dataclass

from saphan.empowerment.acceptance.selectors import Word, words_on
from saphan.standards import corridors
from saphan.standards.corridors import Condition, Rule


@dataclass(frozen=True, slots=True)
class Row:
    """code: waiting, accepted or sent_back."""

    rule: Rule
    words: tuple[Word, ...]

    @property
    def code(self) -> str:
        verdicts = {word.verdict for word in self.words}
        return next((code for code in ("sent_back", "accepted") if code in verdicts), "waiting")

    @property
    def holds_when(self) -> tuple[str, ...]:
        return tuple(map(_condition, self.rule.when))

    @property
    def examples(self) -> tuple[tuple[bool, str], ...]:
        """Whether it fires, and on which offer."""
        return (True, _offer(self.rule.example_fires)), (False, _offer(self.rule.example_does_not))


def rows() -> tuple[Row, ...]:
    known = _known()
    said = words_on("rule", [(rule.id, rule.digest, "") for rule in known.values()])
    return tuple(Row(rule, said.get((rule.id, rule.digest, ""), ())) for rule in known.values())


def rule(key: str) -> Rule | None:
    return _known().get(key)


def next_waiting(key: str) -> str:
    """Id of the next rule of which nobody said anything; empty when none waits."""
    every = rows()
    at = next((place for place, row in enumerate(every) if row.rule.id == key), 0)
    return next((row.rule.id for row in (*every[at + 1 :], *every[:at]) if row.code == "waiting"), "")


def _known() -> dict[str, Rule]:
    each = (rule for corridor in corridors.corridors().values() for rule in corridor.rules)
    return {rule.id: rule for rule in (*each, *corridors.everywhere())}


def _condition(one: Condition) -> str:
    value = ", ".join(one.codes) if one.codes else f"{one.number:,} {one.currency}".strip()
    return f"{one.what} {one.test.replace('_', ' ')} {value}"


def _offer(example: object) -> str:
    return ", ".join(f"{name}: {value}" for name, value in example.items()) if isinstance(example, dict) else ""
