"""Words for the codes of voice, as a worker reads them: "you", "we", present tense, twelve words a sentence at most."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

ICONS: Words = {
    "pay": pgettext_lazy("icon", "Pay"),
    "hours": pgettext_lazy("icon", "Hours"),
    "papers": pgettext_lazy("icon", "Papers"),
    "fees": pgettext_lazy("icon", "Fees"),
    "hurt": pgettext_lazy("icon", "Hurt or threatened"),
    "unsafe": pgettext_lazy("icon", "Unsafe"),
    "ask": pgettext_lazy("icon", "I only want to ask"),
    "other": pgettext_lazy("icon", "Something else"),
}

STEPS: Words = {
    "received": _("We have your words."),
    "read": _("Our caseworker has read them."),
    "answered": _("We answered you."),
    "case_opened": _("We work on it with you."),
    "understood": _("We have understood what happened."),
    "checked": _("We have checked it."),
    "consent_asked": _("We ask you: may somebody read this?"),
    "shared": _("Somebody who can change it has been told."),
    "accepted": _("They promise: nobody is punished for speaking."),
    "planned": _("They say what they will do."),
    "plan_asked": _("We ask you: is their plan enough?"),
    "agreed": _("The plan is agreed."),
    "delivered": _("They say that it is done."),
    "confirm_asked": _("We ask you: is it really done?"),
    "remedied": _("Workers say that it is put right."),
    "reopened": _("It is open again. We go on."),
    "stepped_down": _("We need to check it once more."),
    "taken_back": _("They cannot open it now. What they read stays with them."),
    "moved": _("Another desk of ours answers you now."),
    "move_shut": _("The other desk cannot answer you now. You stay with us."),
    "slip": _("By mistake somebody else read something of yours. We are sorry."),
    "closed": _("Closed for now. You can open it again."),
    "ends_soon": _("We delete this story in one month. Write to keep it."),
    "claim_wished": _("You want us to raise your own case."),
    "claim_asked": _("We ask you: what may they read of you?"),
    "claim_shown": _("They can read your own case now."),
    "claim_answered": _("They have answered. We tell you what they say."),
    "refer_asked": _("We ask you: may others help too?"),
    "referred": _("They have what you agreed to."),
    "referral_accepted": _("They will help."),
    "referral_declined": _("They cannot help. They kept nothing."),
    "referral_over": _("The time is over. They cannot open it now."),
    "taken_back_untold": _("You took it back. We told them nothing."),
    "taken_back_told": _("We tell them nothing more. What they heard stays with them."),
    "referral_over_told": _("The time is over. We tell them nothing more."),
    "linked": _("Two of your stories are together now."),
    "unlinked": _("Each of your stories stands by itself."),
}

QUESTIONS: Words = {
    "consent": _("May they read this?"),
    "enough": _("Is this plan enough?"),
    "confirm": _("Is it really done?"),
    "held": _("Is it still good?"),
    "move": _("May another desk answer you?"),
    "refer": _("May others help you too?"),
    "claim": _("What may they read of your own case?"),
    "htcds": _("May we give them a file about your case?"),
    "publish": _("May everybody read this?"),
    "link": _("Put your two stories together?"),
    "others": _("Others say it too. May we go on?"),
    "offer": _("What became of the job offer?"),
    "again": _("Would you come to us again?"),
    "heard": _("How did you hear of us?"),
}

ANSWERS: dict[str, Words] = {
    "consent": {"yes": _("Yes, they may read it"), "no": _("No, they may not")},
    "enough": {
        "enough": _("It is enough"),
        "not_enough": _("It is not enough"),
        "advice_first": _("I want advice first"),
    },
    "confirm": {
        "yes": _("Yes, it is done"),
        "partly": _("Only a part"),
        "no": _("No, it is not done"),
        "told_to_say_yes": _("I was told to say yes"),
        "retaliation": _("They punish or threaten us"),
    },
    "held": {
        "yes": _("Yes, it is still good"),
        "no": _("No, it is bad again"),
        "retaliation": _("They ask who talked, or punish us"),
    },
    "move": {"yes": _("Yes, they may answer me"), "no": _("No, stay with me")},
    "refer": {"yes": _("Yes, what I ticked"), "no": _("No, nothing")},
    "claim": {"yes": _("Yes, what I ticked"), "no": _("No, nothing")},
    "htcds": {"yes": _("Yes, what I ticked"), "no": _("No, nothing")},
    "publish": {"yes": _("Yes, they may read it"), "no": _("No, they may not")},
    "link": {"yes": _("Yes, put them together"), "no": _("No, keep them apart")},
    "others": {"yes": _("Yes, show me the words first"), "no": _("No, tell nobody")},
    "offer": {
        "refused": _("I said no"),
        "waiting": _("I still wait"),
        "paid": _("I paid, or I went"),
        "cheated": _("They cheated me"),
    },
    "again": {"yes": _("Yes, I would"), "unsure": _("I do not know yet"), "no": _("No, I would not")},
    "heard": {
        "friend": _("From a friend or my family"),
        "visit": _("You visited us"),
        "poster": _("From a poster or a card"),
        "online": _("On the internet"),
        "other": _("In another way"),
    },
}

PARTS: Words = {
    "claim": _("What we write to them"),
    "name": _("Your name"),
    "number": _("Your work number"),
    "amount": _("How much it is"),
    "dates": _("When it was"),
    "said": _("What you said"),
    "where": _("Where it is"),
    "reach": _("How to reach you"),
    "needs": _("What you need"),
    "concerns": _("What it is about"),
    "before": _("What you kept with your story"),
    "why": _("Why we ask them"),
}

FILE: Words = {
    "file": _("We write a file about your case. They can keep it."),
    "always": _("It says your language, and that our team helps you."),
    "possible_victim": _("It says that you may be a victim of trafficking."),
}

RECIPIENTS: Words = {
    "supplier": _("the factory"),
    "workplace": _("the workplace"),
    "recruiter": _("the recruiter"),
    "sub_agent": _("the broker"),
    "brand": _("the brand that buys there"),
    "retailer": _("the shop that buys there"),
    "government": _("a government office"),
    "desk": _("another desk like ours"),
    "service": _("a team that helps workers"),
}

TELL: Words = {
    "nobody": _("Nobody else"),
    "ask_first": _("Ask me first"),
    "words_without_name": _("Yes, without my name"),
}

ANSWERED_BY: Words = {
    "": _("Anyone"),
    "woman": _("A woman"),
    "man": _("A man"),
}

KEPT: Words = {
    "words": _("Your words and our answers"),
    "media": _("Your photos and recordings"),
    "proof": _("Files that you kept as proof"),
    "handle": _("Your phone number"),
}

TIMES: Words = {
    "morning": _("Morning (6–11)"),
    "midday": _("Midday (11–14)"),
    "afternoon": _("Afternoon (14–18)"),
    "evening": _("Evening (18–22)"),
    "night": _("Night (22–6)"),
}

PICTURES: Words = {
    "boat": _("boat"),
    "fish": _("fish"),
    "tree": _("tree"),
    "moon": _("moon"),
    "sun": _("sun"),
    "flower": _("flower"),
    "bird": _("bird"),
    "house": _("house"),
    "star": _("star"),
    "key": _("key"),
    "cup": _("cup"),
    "umbrella": _("umbrella"),
}

REMARKS: Words = {
    "nothing": _("Write one word, or tap one picture."),
    "too_long": _("This is very long. Please send it in parts."),
    "expired": _("This page was open too long. Your words are still here. Send them again."),
    "too_large": _("The file is too large. Send a smaller one."),
    "wrong_kind": _("We can take a photo or a recording only."),
    "broken": _("The file is broken. Please try once more."),
    "heic": _("We cannot read this kind of photo. Send a screenshot of it."),
    "kept": _("We have it."),
    "answer_kept": _("We have your answer. You may change it until we go on."),
    "closed": _("This question is closed now."),
    "taken_back": _("Taken back. What they know already stays with them."),
    "answer_taken": _("We have your answer. You can take it back later."),
    "claim_wished": _("We talk with you first. Nobody is told anything yet."),
    "tick_one": _("Tick what they may read, or say no."),
    "tick_claim": _("Tick “What we write to them” too, or say no."),
    "tick_htcds": _("Tick “What it is about” too, or say no."),
    "asked_sometimes": _("Thank you. We ask you sometimes. You can stop here."),
    "asked_no_more": _("Good. We send you no questions."),
    "not_linked": _("We cannot put these two together."),
    "linked": _("Both are together now."),
    "parted": _("Each stands by itself again."),
}
REMARKS_THAT_ARE_GOOD = frozenset(
    {
        "kept",
        "answer_kept",
        "answer_taken",
        "claim_wished",
        "taken_back",
        "linked",
        "parted",
        "asked_sometimes",
        "asked_no_more",
    }
)
