"""What a refusal says to staff: what happened and what can be done, never a bare code."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

SENTENCES: dict[str, str | Promise] = {
    "not_allowed": _("This needs another role, or it belongs to another desk. Nothing was changed."),
    "case_is_closed": _("This case is closed, so nothing is added to it."),
    "not_in_this_case": _("She does not belong to this case yet."),
    "already_in_this_case": _("She belongs to this case already."),
    "not_a_concern": _("Questions, praise and test calls are answered, not recorded as concerns."),
    "who_is_it_about": _("Pick the organisation it is about, or keep the name as a new one."),
    "does_not_fit": _("One thing does not fit. What you typed is still here."),
    "not_counted_any_more": _("This concern was corrected or withdrawn before. Change the newest one."),
    "not_confirmed_by_her": _("Only her own yes makes it remedied in full. Ask her first, or choose another outcome."),
    "already_speaks_for_them": _("A mandate of this voice stands already. End it first, then write down the new one."),
    "nobody_to_refer_to": _("Pick the desk or organisation that should help her."),
    "not_severe": _("Nothing severe (family J) is recorded of her here. Only such a case becomes a file."),
    "not_agreed": _("She has not agreed to this, or her yes is over. Nothing was written."),
    "referral_over": _("This referral is over. Nothing of it can be done any more."),
    "nothing_written": _("Nothing was written yet."),
    "story_gone": _("She deleted her story. There is nobody to answer here."),
    "no_answer_to_that": _("This question is closed, so the answer was not kept."),
    "not_our_words": _("Only what staff wrote can be taken back or moved. Her own words never change place."),
    "not_a_word": _("Write one name or word, of at most four words."),
    "kept_from_search": _("She is in danger or her case is severe. Nobody finds her by a word."),
    "not_waiting": _("This message is on its way or has arrived. Nothing was changed."),
    "not_a_number": _("This number cannot be rung."),
    "not_for_severe": _("She is in danger or her case is severe: nothing of hers leaves the house."),
    "not_told": _("She wrote this before there was a machine elsewhere. It stays in the house."),
    "not_cut": _("Nobody can cut a name or her voice out of a recording. Use a machine in your own house."),
    "let_a_person_check": _("Her safety may depend on these words. A person who reads her language checks them first."),
    "not_read_by_you": _("Only somebody who reads her language can say that."),
    "machine_off": _("This machine is switched off."),
    "conflict_of_interest": _("This colleague handed it back, or has to do with whom it is about."),
    "no_such_reply": _("No reply has this code. Nothing was sent."),
    "not_accepted_for": _("Nobody has accepted this reply in her language. Nothing was sent."),
    "not_her_language": _("Only somebody who speaks this language may accept words in it."),
    "code_taken": _("This code is taken by one of Saphan's own replies."),
    "not_to_be_linked": _("These two stories cannot be put together now. Nothing was changed."),
    "no_such_story": _("No story of this desk has these digits. What you typed is still here."),
}
WAYS_OUT: dict[str, str | Promise] = {
    "open_another": _("Open another case for her."),
    "join_case": _("Let her join the case first."),
    "stage": _("Choose the part of her journey."),
    "proof": _("Choose what she can show."),
    "kind": _("Choose what it is about."),
    "number_affected": _("The number of people is 1 or more."),
    "period": _("The time begins before today and ends after it begins."),
    "until": _("Choose a day after today."),
    "quarrel": _("Choose today or a day before."),
    "respondent": _("Write a name of 2 to 200 letters."),
    "reply": _("Choose one of the approved replies that end a talk."),
    "handle": _("She gave no number. She comes back with her code."),
    "interpreter": _("Choose an interpreter of this desk."),
    "read_it": _("If you read her language, say that it is right."),
    "interpreter_instead": _("Ask an interpreter for it instead."),
    "approved_instead": _("Send one of the approved replies."),
    "name": _("A name has at most 120 letters."),
    "server": _("Give the address as https://…"),
    "model": _("Give the name of the model."),
    "folder": _("Give the name of a folder beside the other models."),
    "machine": _("Give it a name."),
    "message": _("Choose one thing that she said."),
    "one_story": _("Give the id of one story of this desk, or of a case with one person."),
    "parts": _("Choose at least one part of her story."),
    "reason": _("Choose one of the reasons."),
    "represented": _("The number of people is 2 or more."),
    "mandate": _("Choose how they were asked to speak."),
    "representative": _("Choose who they are and who confirms."),
    "check": _("Choose how you checked it."),
    "need": _("Choose one of the needs."),
    "outcome": _("Choose one of the outcomes."),
    "how_many": _("Tick at least one story and at most 200."),
    "told": _("Choose what it told her."),
    "about": _("Choose another story of this desk, not hers."),
    "shorter_word": _("A sentence would tell too much. Choose the name in it."),
    "story": _("Choose another story than the one it stands in."),
    "decision": _("There is nobody to tell: nobody's data was named."),
    "desk": _("Choose one of the desks that are open."),
    "why": _("Choose one of the reasons."),
    "short_code": _("A code has 2 to 20 small Latin letters, digits or hyphens."),
    "language": _("Choose one of the languages."),
    "code": _("Let her read them again, or keep the call as a new story."),
    "another_story": _("Choose another story than this one."),
    "together_already": _("They are together already, or she has begun it herself."),
    "she_is_asked": _("She is being asked about one of them. Wait for her answer."),
    "not_again_so_soon": _("She said no a short while ago. She can do it herself, with the code."),
    "ask_her": _("Somebody opened it meanwhile. Now she is asked first."),
}
UNKNOWN = _("This cannot be done now. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Said:
    sentence: str | Promise
    ways_out: tuple[str | Promise, ...]


def said(refusal: Refusal) -> Said:
    ways = tuple(WAYS_OUT[code] for code in refusal.ways_out if code in WAYS_OUT)
    return Said(SENTENCES.get(refusal.code, UNKNOWN), ways)
