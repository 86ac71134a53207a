"""The sentences that stand for verification's codes, in the language of whoever reads the page."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saphan.languages import cldr

Words = Mapping[str, str | Promise]

STAGES: Final[Words] = {
    "received": _("Received"),
    "understood": _("Understood"),
    "corroborated": _("Corroborated"),
    "verified": _("Verified"),
    "disclosed": _("Disclosed"),
    "acknowledged": _("Acknowledged"),
    "planned": _("Planned"),
    "asked": _("Workers asked"),
    "agreed": _("Agreed"),
    "delivered": _("Delivered"),
    "confirming": _("Being confirmed"),
    "remedied": _("Remedied"),
    "reopened": _("Reopened"),
}
REASONS: Final[Words] = {
    "several_and_varied": _("Three or more independent voices, from more than one channel, language, desk or month."),
    "many_alike_and_called_back": _("Five or more voices alike, and two of them were called back."),
    "proof_and_a_voice": _("A document or visit, and a voice."),
    "clarified_with_her": _("A caseworker clarified it with the worker."),
    "voices_taken_back": _("Voices were taken back; what is left does not carry it."),
    "voices_are_one": _("Voices turned out to be one; what is left does not carry it."),
    "desk_left": _("A desk left the pool with its voices; what is left does not carry it."),
    "organisations_merged": _("Two organisations are read as one."),
    "organisations_split": _("Two organisations are read as two again."),
    "verified": _("A verifier says so, by name."),
    "disclosed": _("Shown to a partner."),
    "acknowledged": _("The partner accepted the three promises."),
    "plan_made": _("The partner made a plan."),
    "new_plan": _("The partner made a new plan."),
    "workers_asked": _("The workers were asked."),
    "agreed": _("The workers were asked, and it is enough."),
    "workers_not_reached": _("The workers were asked, and nobody could be reached."),
    "delivered": _("The partner says that it is done."),
    "confirmed": _("The workers confirmed it."),
    "confirmed_by_few": _("The workers confirmed it, fewer than three of them."),
    "not_confirmed": _("The workers did not confirm it."),
    "not_held": _("It did not hold."),
    "not_enough": _("Workers say that the plan is not enough."),
    "retaliation": _("Somebody was punished, or searched for."),
}
MISSING: Final[Words] = {
    "a_voice": _("a voice: nobody stands behind it now"),
    "more_voices": _("more independent voices (three in all)"),
    "more_weight": _("more weight: they lean on each other, or heard it from others"),
    "or_a_document": _("or a document, payroll, visit or second organisation"),
    "two_call_backs": _("a call-back to two of those who spoke"),
    "another_channel_language_desk_or_month": _("a voice from another channel, language, desk or month"),
    "a_call_back_or_document": _("one call-back, or one document"),
    "a_verifier": _("a verifier who says so by name, with method and confidence"),
}
NEXT_QUESTIONS: Final[Words] = {
    "ask_whether_more_happened": _("Has anybody else spoken of this? Ask outreach who was met there lately."),
    "ask_for_a_document": _("Does she have a payslip, a message or a photo that shows it?"),
    "look_for_another_voice": _("Who else works there? Look in the inbox for the same place."),
    "call_back_two": _("Call back two of those who spoke, each alone."),
    "look_in_another_language": _(
        "All of them are alike. Does somebody say it in another language, or to another desk?"
    ),
    "call_back_one": _("Call back one of those who spoke, or look at one document."),
    "who_can_mend_it": _("Who can mend it? Write the words that they would read."),
    "verify": _("Is it so? Say how you know and how sure you are."),
}
FINDINGS: Final[Words] = {
    "call_back": _("Call-back"),
    "payslip": _("Payslip"),
    "document": _("Document"),
    "payroll": _("Payroll"),
    "visit": _("Visit"),
    "second_organisation": _("Second organisation"),
}
CONFIDENCES: Final[Words] = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
TIES: Final[Words] = {
    "ruled_together": _("a verifier says so"),
    "same_person": _("one person"),
    "same_handle": _("one account"),
    "same_phone": _("one phone number"),
    "same_browser": _("one browser"),
    "same_text": _("the same words"),
    "alike_text": _("words that are alike"),
    "burst": _("many by one door within a day"),
    "began_together": _("begun within an hour"),
}
RULINGS_TOGETHER: Final[Words] = {"same_person": TIES["same_person"], "same_script": TIES["same_text"]}
RULINGS_APART: Final[Words] = {
    "spoke_with_each": _("We spoke with each of them."),
    "met_each": _("We met each of them."),
}
QUESTIONS: Final[Words] = {
    "first_hand": _("Did she see it herself?"),
    "document": _("Is there a document that shows it?"),
    "still_so": _("Is it still so?"),
    "same_person": _("Could it be the same person as another voice?"),
    "call_back": _("Could you call her back and ask again?"),
    "how_many": _("How many people are affected there?"),
    "other": _("A question of our own:"),
}
ANSWERS: Final[Words] = {
    "yes": _("Yes"),
    "no": _("No"),
    "not_known": _("We do not know"),
    "cannot_say": _("We cannot say without pointing at somebody"),
}
REFUSALS: Final[Words] = {
    "not_allowed": _("Only a verifier of the lead desk may do this."),
    "not_on_the_ladder": _("The issue does not stand where this is possible. Nothing was changed."),
    "needs_proof": _("Verified needs a call-back or a document first. Nothing was changed."),
    "waits_for_others": _("Without those who wait for others it is not corroborated. Nothing was changed."),
    "no_such_ruling": _("Nothing was changed. Choose two voices of this issue, and why."),
    "no_such_question": _("This was not asked. Choose whom you ask, and what."),
    "answered_already": _("This was answered already. The answer stands as it was given."),
    "days_not_known": _("Say which days, in order, and not to come. Nothing was changed."),
    "no_such_outcome": _("Choose one of the answers."),
    "no_such_finding": _("This finding was not kept. Say what it is, and for a call-back who was called."),
}
WAYS_OUT: Final[Words] = {
    "call_back_one": _("Call back one of those who spoke, and record it under “What was found”."),
    "speak_with_each": _("Speak with each voice by itself. Who waits is asked some days later."),
    "see_a_document": _("Look at a document, and record it under “What was found”."),
    "say_how": _("Say how you know."),
    "say_how_sure": _("Say how sure you are."),
    "say_what_you_ask": _("Write what you want to know."),
    "choose_a_desk": _("Choose a desk whose voices stand behind the issue, or that leads it, and that is not frozen."),
    "choose_an_answer": _("Choose one of the answers."),
    "say_who_was_called": _("Choose the voice that was called back."),
}


def word(words: Words, code: str) -> str:
    """The words for a code; the code itself, readable, when there are none: an upper room may have made it."""
    return str(words.get(code) or code.replace("_", " "))


def language(code: str) -> str:
    """The name of a language, in the reader's own."""
    return cldr.language_name(code, get_language() or "en")


def heard(times: int, called_back: bool, own_desk: bool) -> str:
    """Why a group of dots is one voice."""
    said = ngettext("One independent voice, heard once", "One independent voice, heard %(times)s times", times)
    parts = [
        said % {"times": cldr.number(times, get_language() or "en")},
        gettext("by your desk") if own_desk else gettext("by another desk"),
    ]
    return ", ".join([*parts, *([gettext("called back")] if called_back else [])])
