"""What casework can change, in one list: cases, concerns and the short answers of triage."""

from saphan.casework.cases import (
    add_need,
    add_note,
    close_case,
    join_case,
    meet_need,
    name_respondent,
    open_case,
    set_counts_affected,
    set_quarrel,
    set_under_18,
)
from saphan.casework.concerns import (
    Named,
    Picked,
    correct_concern,
    correct_from_talk,
    record_concern,
    record_from_talk,
    withdraw_concern,
)
from saphan.casework.referral_parts import Chosen
from saphan.casework.referred import accept_referral, answer_referral, decline_referral
from saphan.casework.referring import note_told, propose_referral, withdraw_in_talk
from saphan.casework.representatives import check_mandate, end_mandate, name_representative
from saphan.casework.state_acts import note_what_they_did
from saphan.casework.statement import Statement
from saphan.casework.triage import answer_and_close, put_off, raise_urgency, take_up

__all__ = [
    "Chosen",
    "Named",
    "Picked",
    "Statement",
    "accept_referral",
    "add_need",
    "add_note",
    "answer_and_close",
    "answer_referral",
    "check_mandate",
    "close_case",
    "correct_concern",
    "correct_from_talk",
    "decline_referral",
    "end_mandate",
    "join_case",
    "meet_need",
    "name_representative",
    "name_respondent",
    "open_case",
    "note_told",
    "note_what_they_did",
    "propose_referral",
    "put_off",
    "raise_urgency",
    "record_concern",
    "record_from_talk",
    "set_counts_affected",
    "set_quarrel",
    "set_under_18",
    "take_up",
    "withdraw_concern",
    "withdraw_in_talk",
]
