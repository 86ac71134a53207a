"""Whatever an indicator is kept apart by, its codes have names."""

from saphan.casework.statement import STAGES
from saphan.impact import code_names
from saphan.impact.indicators.catalogue import catalogue
from saphan.network.models import OrganisationKind
from saphan.standards.concern_kinds import families

KNOWN = catalogue().indicators


def test_what_is_kept_apart_has_a_heading() -> None:
    apart = {code_names.split(one.id) for one in KNOWN if one.by}
    assert apart == set(code_names.KEPT_APART)
    assert all(code_names.heading(one.id) for one in KNOWN if one.by)
    assert not any(code_names.heading(one.id) for one in KNOWN if not one.by)


def test_codes_are_called_by_their_names() -> None:
    assert code_names.name("voices_by_language", "my") == "Burmese"
    assert code_names.name("paid_by_employers", "MM-TH") == "Myanmar (Burma) → Thailand"
    assert code_names.name("issues_remedied", "C") == "Pay"
    assert code_names.name("money_returned", "THB") == "THB"
    assert code_names.name("remedied_by_recipient", "no-such-kind") == "no-such-kind"


def test_no_name_is_forgotten() -> None:
    assert set(code_names.STAGES) == set(STAGES)
    assert {code: str(words) for code, words in code_names.FAMILIES.items()} == families()
    assert {code: str(words) for code, words in code_names.RECIPIENTS.items()} == dict(OrganisationKind.choices)
