"""Short names of the indicators, and of what they belong to, in the reader's language. Every page takes them here."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

TITLES: Mapping[str, Words] = {
    "voices_by_language": _("Stories told"),
    "voices_by_channel": _("Stories, by channel"),
    "voices_answered": _("Stories answered by a person"),
    "voices_answered_within_a_day": _("Answered by the next day"),
    "days_to_first_answer": _("Days to the first answer"),
    "danger_answered_within_a_day": _("In danger: answered by next day"),
    "call_backs_made": _("Calls made when asked for"),
    "workers_come_back": _("Workers who came back"),
    "feedback_became_voice": _("Company lines: spoken with since"),
    "stories_deleted": _("Stories deleted by workers"),
    "people_met": _("People met on visits"),
    "people_met_by_place": _("People met, by place"),
    "people_taught": _("People taught on visits"),
    "offers_checked": _("Job offers checked"),
    "bad_offers_refused": _("Bad offers refused"),
    "reviews_verified": _("Reviews by people known there"),
    "cases_opened": _("Cases"),
    "needs_met": _("Needs met in cases"),
    "days_to_close_a_case": _("Days to close a case"),
    "cases_remedied_in_full": _("Cases remedied in full"),
    "cases_ended_by_fear": _("Cases given up in fear"),
    "concerns_first_hand": _("Concerns lived through by speaker"),
    "concerns_withdrawn": _("Concerns withdrawn or corrected"),
    "referrals_accepted": _("Referrals taken on"),
    "days_to_accept_a_referral": _("Days to take a referral"),
    "mandates_checked": _("Mandates of representatives checked"),
    "issues_by_kind": _("Issues, by kind"),
    "workers_affected": _("Workers affected, as reported"),
    "workers_affected_verified": _("Workers affected, verified"),
    "workers_affected_remedied": _("Workers affected, remedied"),
    "issues_by_sector": _("Issues, by sector"),
    "issues_corroborated": _("Issues corroborated"),
    "issues_verified": _("Issues verified"),
    "voices_behind_verified": _("Concerns behind verified issues"),
    "days_to_corroborate": _("Days to corroborate"),
    "days_to_verify": _("Days to verify"),
    "verified_shown_to_a_partner": _("Verified issues shown to partners"),
    "days_to_show": _("Days to show a partner"),
    "acknowledged_in_time": _("Acknowledged in time"),
    "days_to_acknowledge": _("Days to acknowledge"),
    "planned_in_time": _("First promise in time"),
    "days_to_plan": _("Days to the first promise"),
    "workers_answer_about_plans": _("Workers answered about plans"),
    "plans_enough": _("Workers who found plans enough"),
    "days_to_agree": _("Days to agree on plans"),
    "promises_delivered": _("Promises delivered, partners say"),
    "promises_late": _("Promises late"),
    "days_to_carry_out": _("Days to carry out plans"),
    "workers_reached_to_confirm": _("Workers answered about remedy"),
    "confirmed_by_workers": _("Remedy confirmed by workers"),
    "issues_remedied": _("Issues remedied, workers say"),
    "remedied_by_recipient": _("Issues remedied, by partner"),
    "days_to_remedy": _("Days to remedy"),
    "money_returned": _("Money returned to workers"),
    "fell_back_within_180_days": _("Fell back within 180 days"),
    "held_for_180_days": _("Held for 180 days"),
    "retaliation": _("Issues with retaliation"),
    "retaliation_stopped": _("Retaliation stopped"),
    "days_to_speak_about_retaliation": _("Days to speak after retaliation"),
    "told_to_say_yes": _("Workers told to say yes"),
    "disputed": _("Issues disputed by partners"),
    "claims_answered": _("Single claims answered"),
    "claims_settled": _("Single claims settled, workers say"),
    "claims_with_retaliation": _("Single claims with retaliation"),
    "paid_by_employers": _("Recruitment paid by employers"),
    "shown_to_buyers": _("Issues shown to brands, retailers"),
    "buyers_acknowledge": _("Acknowledged by brands, retailers"),
    "buyers_promise": _("Own promises of brands, retailers"),
    "buyers_keep_promises": _("Brands, retailers: promises kept"),
    "cases_brought_to_the_state": _("Cases brought to the state"),
    "signals_looked_into": _("Signs looked into"),
    "days_to_look_into_a_signal": _("Days to look into signs"),
    "first_word_after_harm": _("First word, how long after harm"),
    "first_word_within_2_months": _("First word within two months"),
    "concerns_by_country": _("Concerns, by country"),
    "answered_in_her_language": _("Answered in the worker's language"),
    "dialects_spoken": _("Stories in further languages"),
    "dialects_answered": _("Further languages: answered in them"),
    "unanswered_after_a_week": _("Unanswered after a week"),
    "came_through": _("How workers heard of us"),
    "came_through_a_friend": _("Workers who came through friends"),
    "would_come_again": _("Workers who would come again"),
    "offers_by_corridor": _("Job offers checked, by corridor"),
    "bad_offers_by_corridor": _("Bad offers, by corridor"),
    "advice_before_a_yes": _("Advice given before a yes"),
    "told_at_each_stage": _("Workers told at each stage"),
    "interests_declared": _("Interests declared by colleagues"),
    "harmful_behaviours_ended": _("Harmful behaviours ended"),
    "harmful_behaviours_ended_share": _("Harmful behaviours ended, of those shown"),
    "good_behaviours_begun": _("Good behaviours begun"),
    "unacknowledged_after_2_weeks": _("Unacknowledged after two weeks"),
    "unremedied_after_half_a_year": _("Unremedied after half a year"),
    "paid_by_employers_by_year": _("Paid by employers, by year"),
    "fees_by_band": _("Recruitment costs, in bands"),
    "paid_by_employers_by_recruiter": _("Paid by employers, recruiters' cohorts"),
    "recruiters_moving_to_employer_pays": _("Recruiters moving to employer-pays"),
    "poll_promises_kept": _("Polls answered as promised"),
    "days_to_answer_a_poll": _("Days to answer polls"),
    "state_did": _("What the state did"),
    "state_acts": _("The state acted on referrals"),
    "state_silent_after_a_month": _("State silent after a month"),
    "signals_waiting_after_2_weeks": _("Signs waiting after two weeks"),
    "problems_told_by_partners": _("Problems told by partners themselves"),
    "told_problems_taken_up": _("Told problems taken up"),
    "own_promises_kept": _("Partners' own promises kept"),
    "buyers_own_promises_kept": _("Brands, retailers: own promises kept"),
}

ACTORS: Mapping[int, Words] = {
    1: _("Job seekers and workers"),
    2: _("Recruiters and employers"),
    3: _("Government, brands and retailers"),
}
OBJECTIVES: Mapping[int, Words] = {
    1: _("Workers identify and avoid exploitation"),
    2: _("Recruiters and employers stop exploiting"),
    3: _("Brands, retailers and government actively stop it"),
}
PROGRAMMES: Mapping[str, Words] = {
    "labour_monitoring": _("Labour monitoring"),
    "strategic_partnership": _("Strategic partnership"),
    "ethical_recruitment": _("Ethical recruitment"),
    "outreach_empowerment": _("Outreach and empowerment"),
    "job_seeker_marketplace": _("Job-seeker marketplace"),
    "academy": _("Academy"),
}
UNITS: Mapping[str, Words] = {
    "stories": _("stories"),
    "days": _("days"),
    "people": _("people"),
    "offers": _("offers"),
    "reviews": _("reviews"),
    "needs": _("needs"),
    "cases": _("cases"),
    "concerns": _("concerns"),
    "referrals": _("referrals"),
    "mandates": _("mandates"),
    "issues": _("issues"),
    "disclosures": _("disclosures"),
    "answers": _("answers"),
    "promises": _("promises"),
    "events": _("events"),
    "claims": _("claims"),
    "amounts": _("amounts"),
    "signals": _("signs"),
    "wishes": _("wishes"),
    "stages": _("stages"),
    "interests": _("interests"),
    "recruiters": _("recruiters"),
    "polls": _("polls"),
    "problems": _("problems"),
    "whole units of each currency": _("whole units of each currency"),
}
SHAPES: Mapping[str, Words] = {"count": _("a number"), "share": _("a share"), "days": _("days, the median")}
DIRECTIONS: Mapping[str, Words] = {
    "up": _("More is better."),
    "down": _("Less is better."),
    "none": _("Neither more nor less is better by itself."),
}


def title(indicator: str) -> Words:
    """At most six words in English. Raises KeyError for one that is not in the catalogue."""
    return TITLES[indicator]


def actor(number: int) -> Words:
    return ACTORS[number]


def objective(number: int) -> Words:
    return OBJECTIVES[number]


def programme(code: str) -> Words:
    return PROGRAMMES[code]


def unit(word: str) -> Words:
    """Of what there are so many. Raises KeyError for a unit that is not in the catalogue."""
    return UNITS[word]


def shape(code: str) -> Words:
    return SHAPES[code]


def direction(code: str) -> Words:
    return DIRECTIONS[code]
