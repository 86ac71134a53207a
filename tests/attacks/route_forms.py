"""What the form of each route carries, so that a refusal is about who asks and not about what was typed.

A value `{name}` is an id of the thing that the address is about.
"""

import json
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from saphan.empowerment.lessons.library import lessons
from saphan.empowerment.lessons.reading import write
from saphan.remedy.claim_codes import SAFETY
from tests.voice.channels.telegram.provider import TOKEN

Typed = dict[str, object]

WORDS = "Two months of overtime were not paid."
DRAFT = {"asked_action": "pay_what_is_owed", "words_en": WORDS, "crowd": "60", "crowd_source": "poster"}
FEE = {"worker": "450,000", "currency": "NPR", "line": "all", "payer": "loan", "origin": "NP", "destination": "TH"}
FEE |= {"paid_on": "2026-03-01"}
CONCERN = {
    "kind": "unpaid_overtime",
    "respondent": "Blue Prawn",
    "meant_by": "Blue Prawn",
    "respondent_id": "{organisation_id}",
    "since": "2026-02-01",
    "until": "",
    "first_hand": "yes",
    "number_affected": "2",
    "stage": "",
    "line": "",
    "proof": "",
}
LESSON = next(one.english for one in lessons() if one.slug == "fees")
HALL = "00000000-0000-4000-8000-0000000000ba"  # a workplace without a board
LISTED = {"kind": "service", "name": "Bridge Thailand Foundation", "country": "TH", "phone": "000 1"}
PERSON = {"name": "Dao", "email": "dao@example.org", "language": "en"}

TYPED: dict[str, Typed] = {
    "dialogue:desk_polls": {"name": "Water"},
    "dialogue:poll_goes_on": {"reason": "The exits were changed, and we must know now."},
    "dialogue:desk_poll": {"name": "The canteen and its water", "remedy": "desk"},
    "dialogue:desk_round_tables": {"name": "Heat", "sector": "seafood"},
    "dialogue:desk_round_table": {"act": "seat", "name": "Union of packers", "chosen": "union"},
    "dialogue:seat": {"act": "take"},
    "dialogue:desk_boards": {"organisation": HALL},
    "dialogue:desk_board": {"organisation": HALL, "remedy": "desk"},
    "dialogue:moderate_question": {"reason": "no_question"},
    "dialogue:judge_answer": {"reason": "no_answer"},
    "dialogue:asked_question": {"once": "00000000-0000-4000-8000-00000000000d", "text": "Fans come in May."},
    "impact:story": {"act": "write"},
    "dialogue:asked": {"once": "00000000-0000-4000-8000-00000000000c", "text": "Fans come in May."},
    "empowerment:place_review": {"aside": "yes"},
    "empowerment:moderate_review": {"act": "out", "reason": "copied"},
    "empowerment:judge_reply": {"show": "yes", "names_nobody": "yes", "asks_for_nobody": "yes"},
    "empowerment:record_letter": {"organisation": "Golden Path", "says": "Take it out."},
    "empowerment:decide_letter": {"reason": "within_the_rules"},
    "empowerment:desk_directory_entry": {"act": "way", "kind": "phone", "written": "000 1"},
    "empowerment:import_directory": {"rows": json.dumps([[2, LISTED, ""]])},
    "network:start": {"password": "a long walk over water", "again": "a long walk over water"},
    "network:new_organisation": {"name": "Grey Eel", "kind": "supplier", "country": "TH", "language": "en"},
    "network:add_alias": {"name": "Blauwe Garnaal"},
    "network:same": {"away": "{small_name_id}", "stays": "{organisation_id}", "why": "name"},
    "network:make_second": {"name": "Blue Prawn Ice", "place": "Ranong"},
    "network:set_province": {"province": "TH-74"},
    "network:set_sector": {"sector": "seafood"},
    "network:decide_duplicate": {"decision": "different"},
    "network:add_mark": {"kind": "website", "written": "garnaal.example"},
    "network:relate": {"kind": "supplies", "target": "{target_id}", "since": "2026-01-01"},
    "network:add_workforce_group": {"headcount": "60", "source": "poster", "counted_on": "2026-02-01"},
    "network:invite_partner": PERSON,
    "network:note_workers_body": {"kind": "union", "name": "Pier Union", "how_to_reach": "Room 2, Sundays"},
    "network:set_duty": {"staff_id": "{staff_id}", "weekdays": ["1"], "opens": "09:00", "closes": "17:00"},
    "network:set_words": {"language": "my", "text": "Ring the shelter."},
    "network:make_poster": {"organisation": "{organisation_id}", "line": "night"},
    "network:terms": {"language": "shn", "term": "ၵၢၼ်", "meaning": "work"},
    "empowerment:judge_rule": {"rule": "everywhere.employer_pays", "digest": "0" * 32, "verdict": "accepted"},
    "network:say_of_words": {"language": "km", "room": "voice", "digest": "0" * 32, "verdict": "accepted"},
    "network:invite": {**PERSON, "roles": ["caseworker"]},
    "network:add_day_off": {"day": "2027-04-13"},
    "network:invite_desk": {"desk": "{invitable_desk_id}"},
    "network:person": {"roles": ["caseworker", "verifier"], "languages": ["my"], "language": "en"},
    "network:ask_restoration": {"lost": "second_factor"},
    "network:confirm_restoration": {"code": "000000"},
    "network:systems": {"name": "Hotline of the union", "run_by": "union", "organisation": ""},
    "verification:say_what_it_was": {"outcome": "confirmed"},
    "verification:record_outage": {"why": "down", "first_day": "2026-01-05", "last_day": "2026-01-06"},
    "voice:make_reading_link": {"language": "shn", "days": "7"},
    "voice:judge_sound": {"verdict": "accepted", "language": "shn"},
    "voice:judge_machine": {"verdict": "accepted"},
    "voice:add_channel": {"name": "Bot on the posters", "run_by": "desk", "entry-token": TOKEN},
    "voice:channel": {"entry-token": TOKEN},
    "voice:set_channel_word": {"code_word": "mango"},
    "casework:wrong_desk": {"desk": "{other_desk_id}", "why": "country"},
    "casework:length": {"reply": "We have read it."},
    "casework:about_me": {"gender": "woman"},
    "casework:give": {"to": "{staff_id}"},
    "casework:hand_back": {"why": "knows_her"},
    "casework:her_wish": {"speaks": "shn"},
    "casework:replies": {"code": "office", "language": "my", "words": "Our office opens at nine."},
    "voice:speak": {"speaks": "shn"},
    "voice:answered_by": {"who": "woman"},
    "voice:sometimes": {"may": "no"},
    "casework:calls": {"number": "+66800000001", "language": "my"},
    "casework:pad": {"rang": "she", "words": WORDS, "language": "my", "started": "1"},
    "casework:slip": {"told": "name"},
    "casework:move_note": {"story": "{other_story_id}"},
    "casework:move_to_case": {"case": "{other_case_id}"},
    "casework:hand_over": {"text": "The shelter is full."},
    "remedy:pressure_done": {"done": "spoke_with_her"},
    "casework:reply": {"reply": "We have read it and will ask."},
    "casework:link_propose": {"other": "{other_story_id}"},
    "voice:together": {"code": "{claim_code}"},
    "casework:later": {"until": "2027-01-01"},
    "casework:note": {"note": "She sounded tired."},
    "casework:find": {"typed": "Blue Prawn"},
    "casework:mark": {"word": "Samut Sakhon"},
    "casework:letters": {"letters": "zawgyi"},
    "casework:consent": {"draft": "{draft_id}", "recipient": "{organisation_id}", "language": "en", "given": "yes"},
    "casework:answered_in_talk": {"code": "yes"},
    "casework:record_concern": CONCERN,
    "casework:correct_concern": CONCERN,
    "casework:fees": FEE,
    "casework:add_need": {"kind": "medical"},
    "casework:case_facts": {"what": "affected", "number": "12"},
    "casework:close_case": {"outcome": "partial"},
    "remedy:check_claim": {**dict.fromkeys(SAFETY, "yes"), "safe": "yes"},
    "remedy:decide_claim": {"words": "It serves her."},
    "remedy:waive_quarrel": {"words": "She wants it now.", "she_agreed": "yes"},
    "remedy:propose_claim": {"recipient": "{organisation_id}", "words": WORDS},
    "remedy:answer_claim": {"words": "We pay on Friday."},
    "casework:name_representative": {
        "conversation": "{conversation_id}",
        "kind": "friend",
        "mandate": "asked_each",
        "number": "12",
        "may_confirm": "workers",
    },
    "casework:check_mandate": {"how": "called_some"},
    "casework:glass": {"about": "{conversation_id}", "reason": "complaint"},
    "casework:decide_glass": {"open": "yes"},
    "casework:decide_identity": {"show": "yes"},
    "casework:interpret": {"knows": "no"},
    "casework:ask_identity": {"reason": "safety"},
    "casework:ask_interpreter": {"message": "{said_id}", "who": "{interpreter_id}"},
    "casework:by_machine": {"message": "{later_said_id}", "machine": "{machine_id}", "seen": "yes"},
    "casework:transcribe": {"message": "{said_id}", "machine": "{machine_id}"},
    "casework:own_words": {"message": "{said_id}", "words": "They do not pay."},
    "casework:decide_rendering": {"act": "withdraw"},
    "casework:add_machine": {"name": "Mill", "server": "https://translate.example"},
    "casework:machine": {"act": "off"},
    "casework:refer": {"recipient": "{other_organisation_id}", "why": "They know the law there.", "part": ["where"]},
    "casework:htcds": {"recipient": "{other_organisation_id}", "part": ["where"]},
    "casework:htcds_file": {"recipient": "{other_organisation_id}", "form": "csv"},
    "casework:htcds_taken_back": {"recipient": "{other_organisation_id}"},
    "casework:referral_answered": {"code": "yes"},
    "casework:decline_referral": {"reason": "no_capacity"},
    "casework:they_did": {"did": "acted"},
    "casework:answer_referral": {"answer": "We know a lawyer."},
    "verification:verify": {"method": "call_back", "confidence": "high"},
    "verification:record_finding": {"kind": "payroll", "supports": "yes", "voice_group": ""},
    "verification:rule": {"one": "{voice_group}", "other": "{other_voice_group}", "known": "two:met_each"},
    "impact:naming": {"named": "yes"},
    "remedy:new_draft": {**DRAFT, "recipient_id": "{organisation_id}"},
    "remedy:message_partner": {"words": "Please say when."},
    "remedy:recall": {"reason": "wrong_words"},
    "remedy:waive": {"workers_agreed": "3"},
    "remedy:decide": {"words": "It serves her, because she asked for it."},
    "remedy:promise": {"words": "We pay.", "covers": "line", "due_on": "2027-01-01"},
    "remedy:deliver": {"amount": "100", "currency": "THB"},
    "remedy:dispute": {"reason": "not_us", "words": "Another plant."},
    "remedy:message_desk": {"words": "We look into it."},
    "remedy:own_words": {"kind": "promise", "words": "We pay what jobs cost.", "due_on": "2027-01-01"},
    "remedy:answer_own_word": {"act": "confirmed", "how": "visit"},
    "voice:visits": {"holder": "{carrier_id}", "kind": "pier", "place": "Pier 4", "day": "{visit_day}", "team": "2"},
    "empowerment:outreach": {"place": "{place_id}", "holder": "{carrier_id}", "day": "{visit_day}"},
    "empowerment:change_place": {"kind": "pier", "name": "Pier 6", "country": "TH"},
    "empowerment:add_place": {"kind": "pier", "name": "Pier 5", "country": "TH"},
    "empowerment:outreach_visit": {"once": "00000000-0000-4000-8000-00000000000b", "language": "my", "women": "3"},
    "voice:visit": {
        "once": "00000000-0000-4000-8000-00000000000a",
        "language": "my",
        "asked_in": "my",
        "words": "0" * 12,
        "said": "No pay since March",
        "keep": "yes",
    },
    "voice:clear": {"page": "say", "language": "en", "clear": "yes"},
    "voice:say": {"said": "No pay since March"},
    "empowerment:edit_lesson": {"text": write(replace(LESSON, title="What it may cost")), "was": LESSON.digest},
    "empowerment:judge_lesson": {"digest": LESSON.digest, "verdict": "sent_back", "remark": "Shorter.", "name": "Dao"},
    "empowerment:offer_answer": {"intent": "refuse"},
    "empowerment:contract_answer": {"intent": "wait"},
    "voice:more": {"place": "Blue Prawn, night line", "text": "Blue Prawn", "where": "Blue Prawn"},
    "voice:write_on": {"said": "They still do not pay"},
    "voice:answer": {"code": "yes"},
    "voice:may_tell": {"tell": "nobody"},
    "voice:letters": {"letters": "zawgyi"},
    "voice:word": {"word": "lamp"},
    "voice:earlier": {"word": "lamp"},
}

FILES = {"remedy:add_evidence": ("file", "run.pdf", b"%PDF-1.4 pay run")}
"""A file goes with the form of these routes: field, name, content."""

STAGES = {
    "verification:verify": "corroborated",
    "remedy:ask_confirmation": "delivered",
    "remedy:promise": "acknowledged",
    "remedy:deliver": "delivered",
}
"""Where the issue stands when somebody who may does this."""

OTHER_THINGS = {
    ("network:start", "token"): "link_token",
    ("casework:behind_glass", "look_id"): "open_glass_id",
    ("casework:decide_glass", "look_id"): "asked_glass_id",
    ("casework:decide_identity", "look_id"): "identity_id",
    ("casework:link_rung", "link_id"): "old_account_id",
}
"""Parameters that name another thing in the address of one route."""
NO_ACCOUNT = "00000000-0000-4000-8000-000000000000"
WORDS_IN_ADDRESSES = {
    "language": "en",
    "step": "where",
    "place": "1",
    "corridor": "NP-MY",
    "indicator": "voices_answered",
    "objective": "1",
    "version": "1",
    "year": "2026",
    "file": "figures.csv",
    "channel": "telegram",
    "adapter": "libretranslate",
    "account": NO_ACCOUNT,
    "volunteer": "0" * 32,
    "slug": "no-such-lesson",
    "part": "recruiter",
    "digest": "0" * 8,
    "lesson_sound_id": NO_ACCOUNT,
}
WORDS_OF_ROUTES = dict.fromkeys(("empowerment:edit_lesson", "empowerment:judge_lesson"), {"slug": "fees"})
"""What one route needs instead."""
CODES_IN_ADDRESSES = {
    "casework:approved_words": "we_read_you",
    "casework:answer_and_close": "thanks_test",
    "empowerment:contract": "job",
    "impact:chart_table": "languages",
    "impact:change_programme": "academy",
    "impact:change_objective": "1",
    "impact:change_actor": "1",
}


def typed(name: str, ids: dict[str, str]) -> Typed:
    """The form of a route about these things."""
    filled = {field: _filled(value, ids) for field, value in TYPED.get(name, {}).items()}
    if name in FILES:
        field, file_name, content = FILES[name]
        filled[field] = SimpleUploadedFile(file_name, content)
    return filled


def _filled(value: object, ids: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_filled(each, ids) for each in value]
    if isinstance(value, str) and value.startswith("{"):
        return ids.get(value.strip("{}"), "")
    return value
