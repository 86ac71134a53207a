"""Codes of voice: what a worker taps, the steps she is told, the questions she is asked. Pure."""

ICONS = ("pay", "hours", "papers", "fees", "hurt", "unsafe", "ask", "other")

STEPS = (
    *("received", "read", "answered", "case_opened", "understood", "checked", "consent_asked", "shared", "accepted"),
    *(
        "planned",
        "plan_asked",
        "agreed",
        "delivered",
        "confirm_asked",
        "remedied",
        "reopened",
        "stepped_down",
        "taken_back",
        "moved",
        "move_shut",
        "slip",
        "closed",
        "ends_soon",
    ),
    *("claim_wished", "claim_asked", "claim_shown", "claim_answered"),
    *("refer_asked", "referred", "referral_accepted", "referral_declined", "referral_over"),
    *("taken_back_untold", "taken_back_told", "referral_over_told"),
    *("linked", "unlinked"),
)

ANSWERS: dict[str, tuple[str, ...]] = {
    "consent": ("yes", "no"),
    "enough": ("enough", "not_enough", "advice_first"),
    "confirm": ("yes", "partly", "no", "told_to_say_yes", "retaliation"),
    "held": ("yes", "no", "retaliation"),
    "move": ("yes", "no"),
    "refer": ("yes", "no"),
    "claim": ("yes", "no"),
    "htcds": ("yes", "no"),
    "publish": ("yes", "no"),
    "link": ("yes", "no"),
    "others": ("yes", "no"),
    "offer": ("refused", "waiting", "paid", "cheated"),
    "again": ("yes", "unsure", "no"),
    "heard": ("friend", "visit", "poster", "online", "other"),
}

AT_THE_END = ("again", "heard")  # asked once, when her story is closed; nobody of the desk reads what she answers

STEP_OF_QUESTION = {
    "consent": "consent_asked",
    "enough": "plan_asked",
    "confirm": "confirm_asked",
    "refer": "refer_asked",
    "claim": "claim_asked",
    "htcds": "consent_asked",
    "publish": "consent_asked",
}

IN_PARTS = frozenset({"refer", "claim", "htcds"})  # she says yes to some parts and no to others

NOTHING_WITHOUT = {"claim": "claim", "htcds": "concerns"}  # the part without which a yes to this question says nothing

TOGETHER = "together"  # the words of a question about her own case: beside an issue she is part of, it may point at her

PICTURES = ("boat", "fish", "tree", "moon", "sun", "flower", "bird", "house", "star", "key", "cup", "umbrella")

WAITS_FOR = {"if_2": 2, "if_3": 3, "if_5": 5, "if_10": 10}  # answers to "may anyone else be told?": if so many say it


def waits_for(tell: str) -> int:
    """How many people must say it before others are told, herself among them; 0 where she set no such number."""
    return WAITS_FOR.get(tell, 0)
