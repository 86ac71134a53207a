"""Whether a rule may be shown: only when a lawyer, by name, accepted it as it stands; the demo shows all, marked."""

from collections.abc import Iterable, Mapping

from saphan.empowerment.acceptance.selectors import Shown, shown_of
from saphan.standards.corridors import Rule


def look(rules: Iterable[Rule]) -> Mapping[str, Shown]:
    """Of each rule, by its id; one look for all."""
    texts = {rule.id: (rule.id, rule.digest, "") for rule in rules}
    found = shown_of("rule", list(texts.values()))
    return {rule_id: found[text] for rule_id, text in texts.items()}
