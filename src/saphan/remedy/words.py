"""The sentences that stand for remedy's codes, in the language of whoever reads the page."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from saphan.verification.words import Words

FAMILIES: Final[Words] = {
    "A": _("Recruitment"),
    "B": _("Documents and movement"),
    "C": _("Pay"),
    "D": _("Hours and rest"),
    "E": _("Health and safety"),
    "F": _("Dignity"),
    "G": _("Housing and food"),
    "H": _("Voice"),
    "I": _("Exit and return"),
    "J": _("Severe protection"),
}
ASKED: Final[Words] = {
    "pay_what_is_owed": _("Pay what is owed, to everyone in that situation"),
    "repay_fees": _("Repay recruitment fees, to everyone who paid them"),
    "return_documents": _("Give back documents and let people move freely"),
    "change_hours": _("Change hours and rest to what is agreed and lawful"),
    "make_safe": _("Make the place safe"),
    "stop_and_protect": _("Stop it, and protect those affected"),
    "mend_housing": _("Mend housing and food"),
    "keep_contract": _("Keep the contract and help the supplier to put it right"),
    "check_all_sites": _("Check all your sites"),
    "other": _("As described"),
}
WHY: Final[Words] = {
    "A": _("Whoever pays for a job starts in debt and cannot leave."),
    "B": _("Without papers nobody can leave, see a doctor or go home."),
    "C": _("Families at home live on this money."),
    "D": _("Tired people are hurt, and never see daylight."),
    "E": _("Somebody may be hurt any day."),
    "F": _("Fear at work keeps everyone silent."),
    "G": _("People sleep, cook and fall ill there."),
    "H": _("Where nobody may speak, nothing else comes to light."),
    "I": _("People far from home are stranded without it."),
    "J": _("People may be in danger."),
}
COVERS: Final[Words] = {
    "everyone": _("Everyone in that situation, those who left too"),
    "line": _("Everyone on the line in that situation, those who left too"),
    "site": _("Everyone at the site in that situation, those who left too"),
    "all_sites": _("Everyone at all sites in that situation, those who left too"),
}
DISPUTES: Final[Words] = {
    "not_us": _("It does not concern us"),
    "already_mended": _("It was put right already"),
    "facts_differ": _("The facts are different"),
    "law_differs": _("The law says something else"),
    "other": _("Another reason"),
}
RECALLS: Final[Words] = {
    "wrong_respondent": _("It was about another company"),
    "wrong_words": _("The words were wrong"),
    "danger": _("It puts somebody in danger"),
    "consent_ended": _("Workers took their consent back"),
}
STAGES: Final[Words] = {
    "disclosed": _("Shown to you"),
    "acknowledged": _("Promises accepted"),
    "planned": _("Plan made"),
    "agreed": _("Workers were asked"),
    "delivered": _("Delivered"),
    "confirmed": _("Workers confirm"),
}
OUTCOMES: Final[Words] = {
    "plan agreed": _("The workers were asked; the plan is agreed."),
    "plan workers_not_reached": _("The plan is agreed. The workers could not be reached."),
    "plan sent_back": _("Most workers say that the plan is not enough. Please promise more."),
    "confirmation confirmed": _("Most workers confirm that the remedy has come."),
    "confirmation confirmed_by_few": _("The workers who were asked confirm that the remedy has come."),
    "confirmation not_confirmed": _("Workers do not confirm the remedy. Please look again at what was promised."),
    "confirmation workers_not_reached": _("The workers could not be reached. This does not count as remedied."),
    "retaliation retaliation_spoken": _("We spoke with you about a report that somebody was punished or searched for."),
    "retaliation retaliation_closed": _("One event of retaliation was reported. It is closed."),
}
ANSWERS: Final[Words] = {
    "enough": _("enough"),
    "not_enough": _("not enough"),
    "advice_first": _("advice first"),
    "yes": _("yes"),
    "partly": _("partly"),
    "no": _("no"),
    "told_to_say_yes": _("told to say yes"),
    "retaliation": _("retaliation"),
}
ROUND_OUTCOMES: Final[Words] = {
    "agreed": _("agreed"),
    "workers_not_reached": _("workers not reached"),
    "sent_back": _("sent back: not enough"),
    "confirmed": _("confirmed"),
    "confirmed_by_few": _("confirmed by fewer than three"),
    "not_confirmed": _("not confirmed"),
    "retaliation": _("stopped: retaliation"),
}
BANDS: Final[Words] = {
    "under 10": _("under 10"),
    "10–24": _("10–24"),
    "25–49": _("25–49"),
    "50–99": _("50–99"),
    "100 and more": _("100 and more"),
}
GATE: Final[Words] = {
    "crowd_unknown": _("Nobody knows how many people could have said it. Count the group first."),
    "crowd_too_small": _("Fewer than ten people could have said it. Anyone there could guess who spoke."),
    "everyone_spoke": _("Everyone who could have said it did. The company would know all of them."),
    "nobody_consented": _("Nobody has agreed to these words yet."),
    "too_few_voices": _("Three people who agreed to these words are needed, or one and a document or visit."),
    "no_proof": _("The words tell what a visit or document shows, but none is recorded."),
    "under_18": _("Somebody behind it is under 18. The lead decides in writing first."),
    "waiting": _("The random wait is not over, so that the day says nothing."),
    "own_case_unseen": _("The company also has the own case of somebody behind it. Read the warning first."),
    "own_case_unwarned": _("Somebody agreed and was not warned that the company has her own case too."),
    "recent_quarrel": _("Somebody quarrelled with management less than 14 days ago."),
}
WAYS_OUT: Final[Words] = {
    "safety": _("Answer every question of the safety check."),
    "she_must_know": _("It is not safe before she knows that they will know it is her. Tell her first."),
    "visit": _("Verify by a visit or a document, and disclose what that shows."),
    "many_sites": _("Ask for a check of many sites at once."),
    "individual_claim": _("Take up one worker's own claim, with her."),
    "wait": _("Wait."),
    "wait_14_days": _("Wait until 14 days after her quarrel."),
    "waive_quarrel": _("She and a lead may decide that it goes now, after the warning and in writing."),
    "nobody_signs_in": _("A lead looks at this company, and somebody signs in for it, before it can read anything."),
    "she_must_say": _("She says it herself, after the warning."),
    "write_anew": _("Write it anew: she is asked with the warning then."),
    "ask_each": _("Ask each of those who agreed whether it may go now."),
    "look_again": _("Look at the newest draft."),
    "write_to_desk": _("Write to the desk."),
    "acknowledge": _("Accept the three promises first."),
    "speak_with_them": _("Speak with the workers."),
    "speak": _("Speak with the company under its promises first."),
    "ask": _("Ask the workers first."),
    "give_advice": _("Give the advice and record it; then she is asked anew."),
    "new_plan": _("Ask the company to promise more."),
}
BLUR: Final[Words] = {
    "a_time": _("a time of day"),
    "a_day": _("a date"),
    "a_number_of_a_person": _("a number that may be a person's"),
    "her_own_words": _("somebody's own words"),
    "one_person": _("words for one person"),
    "a_small_number": _("a small number of people"),
    "a_small_group": _("the name of a small group"),
}
REFUSALS: Final[Words] = {
    "not_allowed": _("This is not yours to do. Nothing was changed."),
    "would_point_at_someone": _("This was not sent: it could point at someone."),
    "consent_missing": _("This was not sent: too few workers agreed to these words."),
    "too_early": _("This was not sent: it is too early."),
    "needs_the_lead": _("This was not sent: the lead has to decide in writing first."),
    "not_a_partner": _("Only a supplier, a recruiter, a brand or a retailer can be shown an issue."),
    "words_missing": _("Please write the words, in English too, and not more than a page."),
    "draft_changed": _("This draft was replaced or has gone out already."),
    "not_all_agreed": _("Each of those who agreed to the words must agree to send them now."),
    "not_now": _("This is not possible where the issue stands now. Nothing was changed."),
    "no_longer_open": _("This is no longer open to you."),
    "promises_first": _("Please accept the three promises first."),
    "does_not_fit": _("Something does not fit. Please look at the fields again."),
    "nobody_to_ask": _("Nobody's consent stands any more, so nobody can be asked."),
    "not_asked_yet": _("The workers have to be asked first, and have time to answer."),
    "advice_first": _("A worker asked for advice before she answers."),
    "not_enough": _("Most workers say that the plan is not enough."),
    "wrong_file": _("This file was not kept. Send a PDF, a picture or an Excel table of at most 8 MB."),
    "check_first": _("Go through the safety check with her first, and sign it."),
    "never_to_an_employer": _("She spoke of severe harm. That never goes to an employer; call those who protect."),
    "together_now": _("The same company now reads an issue that she is part of. Ask her again, with the warning."),
    "beside_an_own_case": _("This was not sent: the company also has the own case of somebody behind it."),
    "not_spoken_yet": _("Speak with the company first."),
}

WHAT_WAS_DONE: Words = {
    "spoke_with_her": _("We spoke with her and made sure that she is safe"),
    "spoke_with_company": _("We spoke with the company, without naming anybody"),
    "moved_her_to_safety": _("She is in a safe place"),
    "asked_again_later": _("We ask all of them again, later and elsewhere"),
    "not_safe_yet": _("Nothing yet: it is not safe for her"),
}
