"""Words for the codes of an offer's check, as a job seeker reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

QUESTIONS: Words = {
    "where": _("Where would you go?"),
    "province": _("In which province is the work?"),
    "who": _("Who offers you the job?"),
    "name": _("What is their name?"),
    "licence": _("Do they have a licence?"),
    "job": _("What is the job?"),
    "pay": _("How much is the pay?"),
    "hours": _("How long would you work?"),
    "charge": _("How much must you pay in all?"),
    "for": _("What is the money for?"),
    "to": _("Who gets the money?"),
    "when": _("When must you pay?"),
    "contract": _("What do you have in writing?"),
    "passport": _("Who keeps your passport?"),
    "visa": _("Which visa do they promise?"),
    "way": _("How would you travel?"),
}
IN_THE_CONTRACT: Words = {
    "job": _("What job does the contract say?"),
    "pay": _("What pay does the contract say?"),
    "hours": _("What hours does the contract say?"),
    "charge": _("What must you pay by the contract?"),
}
CHOICES: dict[str, Words] = {
    "who": {
        "agency": _("An agency"),
        "employer": _("The employer"),
        "broker": _("A broker"),
        "friend": _("A friend or relative"),
        "stranger": _("A stranger online"),
    },
    "licence": {
        "checked": _("Yes, I saw it on the list"),
        "told": _("They say so"),
        "none": _("No, or I do not know"),
    },
    "job": {
        "factory": _("Factory"),
        "construction": _("Building"),
        "farm": _("Farm"),
        "fishing": _("Fishing or seafood"),
        "house": _("In a family’s house"),
        "hotel": _("Hotel, shop or restaurant"),
        "driver": _("Driver or guard"),
        "online": _("Office or online work"),
        "other": _("Another job"),
    },
    "for": {
        "service": _("The agency’s service"),
        "papers": _("Papers and visa"),
        "medical": _("Health check or insurance"),
        "training": _("Training or a test"),
        "travel": _("Ticket and travel"),
        "deposit": _("A deposit"),
        "gift": _("A gift to somebody"),
        "everything": _("Everything, or I do not know"),
    },
    "to": {
        "agency": _("The agency"),
        "employer": _("The employer"),
        "broker": _("A broker"),
        "account": _("One person’s own account"),
    },
    "when": {
        "before_contract": _("Before I have a contract"),
        "after_contract": _("After I have a contract"),
        "from_wages": _("From my pay, later"),
    },
    "contract": {
        "understood": _("A contract that I understand"),
        "not_understood": _("A contract that I cannot read"),
        "message": _("Messages on the phone"),
        "words": _("Only words"),
    },
    "passport": {"mine": _("I keep it"), "theirs": _("They keep it")},
    "visa": {
        "work": _("A work visa"),
        "visit": _("A tourist or visit visa"),
        "none": _("No visa"),
    },
    "way": {
        "official": _("Airport or border office"),
        "other_country": _("First to another country"),
        "informal": _("A path without border office"),
    },
}
DRAWINGS = {
    "agency": "home",
    "employer": "partner",
    "broker": "person",
    "friend": "people",
    "stranger": "phone",
    "checked": "check",
    "told": "speak",
    "none": "ask",
}

LEVELS: Words = {"red": _("Danger sign"), "amber": _("Be careful"), "green": _("Good sign")}
KINDS: Words = {
    "law": _("This is the law."),
    "principle": _("Good companies promise this. It is not law everywhere."),
    "definition": _("The International Labour Organization says this."),
    "pattern": _("People were cheated like this."),
}

SAYS: Words = {
    "over_cap": _("The most that the law allows is %(cap)s. They ask more."),
    "over_cap_unsure": _("The most that was allowed is about %(cap)s. Ask today’s sum."),
    "maybe_over_cap": _("The agency’s fee may be %(cap)s at most. Ask about the rest."),
    "travel_charged": _("Your employer must pay your travel."),
    "mou_employer_pays": _("Both countries agreed: the employer pays for your recruitment."),
    "no_licence": _("Only a licensed agency may send you. Look at the list."),
    "broker": _("A broker without a licence may not take your money."),
    "over_another_country": _("Leave from your own country, with your labour permit."),
    "below_minimum_wage": _("The pay is below the lowest pay that the law allows."),
    "pay_too_good": _("The pay is very high for this work. Such offers can be traps."),
    "charged_by_employer": _("An employer may not take money from you for the job."),
    "passport_kept_law": _("By law nobody may keep your passport from you."),
    "passport_kept": _("Nobody should keep your passport. You cannot leave without it."),
    "visa_law": _("With a visit visa you may not work. You can be arrested."),
    "visit_visa": _("Without a work visa you cannot work safely."),
    "long_week": _("These hours are long. More hours must bring more pay."),
    "employer_pays": _("You should not pay for a job. The employer should."),
    "nothing_to_pay": _("You pay nothing. So it should be."),
    "related_cost": _("The employer should pay for papers, tests, training and travel."),
    "deposit_or_gift": _("Nobody may ask you for a deposit or a gift."),
    "pay_before_contract": _("They want money before you have a contract."),
    "from_wages": _("A debt to your employer can hold you there."),
    "training_to_private_account": _("Training money to one person’s account is a trick."),
    "private_account": _("Money to one person leaves you without a real receipt."),
    "stranger": _("You do not know this person. Check who it is."),
    "stranger_online_work": _("Strangers online lured people to scam compounds like this."),
    "online_work": _("People were locked in scam compounds after such offers."),
    "informal_crossing": _("Do not cross where there is no office. It is dangerous."),
    "passport_mine": _("You keep your passport."),
    "no_contract": _("Words and messages are not a contract."),
    "contract_not_read": _("Do not sign what you cannot read."),
    "contract_understood": _("You have a contract that you understand."),
    "no_rest_day": _("You need one day of rest every week."),
}
ASK: Words = {
    "who_pays": _("Does the employer pay my costs? May I see it in writing?"),
    "nothing_later": _("Will you take anything from my pay later?"),
    "refuse_deposit": _("Why do you need a deposit or a gift?"),
    "contract_first": _("May I have the contract before I pay anything?"),
    "how_long_deducted": _("How much is taken from my pay, and for how long?"),
    "receipt": _("Will the agency give me a receipt for the full sum?"),
    "licence_number": _("What is your licence number? I will look at the list."),
    "do_not_go_alone": _("Which company is it, and who has worked there?"),
    "where_exactly": _("In which town is the work, and in which building?"),
    "work_visa": _("May I see my work visa before I leave?"),
    "official_crossing": _("Do we go by airport or border office?"),
    "keep_passport": _("Will I keep my own passport all the time?"),
    "contract_language": _("May I have the contract in my language?"),
    "rest_day": _("Which day of the week is free?"),
    "refuse_over_cap": _("Why do you ask more than the law allows?"),
    "what_for": _("What is each part of the money for?"),
    "labour_permit": _("May I see my labour permit before I leave?"),
    "pay_in_contract": _("Does the contract say the full pay without overtime?"),
    "why_so_much": _("Why is the pay so much higher than others’?"),
    "overtime_pay": _("How much is each hour of overtime?"),
}
INTENTS: Words = {
    "pay": _("I will pay"),
    "wait": _("I will wait and ask"),
    "refuse": _("I will say no"),
    "unsure": _("I do not know yet"),
}
PARTS: Words = {
    "job": _("The job"),
    "pay": _("The pay"),
    "hours": _("The hours"),
    "charge": _("What you must pay"),
}
COMPARED: Words = {
    "worse": pgettext_lazy("promise", "Worse than promised"),
    "same": pgettext_lazy("promise", "As promised"),
    "better": pgettext_lazy("promise", "Better than promised"),
    "unknown": pgettext_lazy("promise", "We cannot compare this"),
}
MISSING: Words = {
    "who": _("who offers it"),
    "job": _("the job"),
    "pay": _("the pay"),
    "hours": _("the hours"),
    "charge": _("what you must pay"),
    "contract": _("the contract"),
    "passport": _("your passport"),
    "visa": _("the visa"),
    "way": _("the way"),
}
PROBLEMS: Words = {
    "not_read": _("We cannot read this number. Write it another way."),
    "which_money": _("Which money do you mean?"),
    "expired": _("This page was open too long. Please answer once more."),
}
