"""Whatever an indicator is kept apart by, its codes have names."""

from saphan.casework.first_word import BANDS, LONGER
from saphan.casework.state_acts import DID
from saphan.casework.statement import STAGES
from saphan.impact import code_names
from saphan.impact.behaviour_names import BEHAVIOURS
from saphan.impact.indicators.catalogue import catalogue
from saphan.network.models import OrganisationKind
from saphan.standards.behaviours import behaviours
from saphan.standards.concern_kinds import families
from saphan.voice.vocabulary import ANSWERS

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
    assert code_names.name("fees_by_band", "MM-TH 250-499") == "Myanmar (Burma) → Thailand, 250-499 US$"
    assert code_names.name("concerns_by_country", "TH") == "Thailand"
    ended = code_names.name("harmful_behaviours_ended", "recruiter holding_papers")
    assert ended == "Recruiter: Passports, permits and movement in the hands of others"


def test_no_name_is_forgotten() -> None:
    told = [(each.harmful, each.name) for each in behaviours().values()]
    told += [(each.better, each.better_name) for each in behaviours().values()]
    assert {code: str(words) for code, words in BEHAVIOURS.items()} == dict(told)
    assert set(code_names.WAITED) == {LONGER, *(code for _, code in BANDS)}
    assert set(code_names.HEARD) == set(ANSWERS["heard"]) and set(code_names.STATE_DID) == set(DID)
    assert set(code_names.STAGES) == set(STAGES)
    assert {code: str(words) for code, words in code_names.FAMILIES.items()} == families()
    assert {code: str(words) for code, words in code_names.RECIPIENTS.items()} == dict(OrganisationKind.choices)
