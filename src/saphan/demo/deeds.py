"""What came of what `history` tells: answers, needs, plans, payments, and what workers said of them. Coded facts only.

So many that the indicators of the theory of change have numbers to let out, and few enough that some stay unsaid.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from saphan.vault.models import Fact
from saphan.vault.recording import Payload

SEED = 20260302
KINDS_OF_PARTNER = ("supplier", "supplier", "supplier", "recruiter", "recruiter", "brand", "brand", "retailer")
STAGES = ("employment", "employment", "employment", "origin", "origin", "exit")
OUTCOMES = (
    *("full", "full", "full", "full", "information_given", "information_given"),
    *("partial", "withdrew_fear", "referred_state", "referred_state"),
)
CORRIDORS = ("MM-TH", "MM-TH", "KH-TH", "NP-MY")
LANGUAGES = ("my", "my", "my", "km", "ne", "th")
HELD = (7, 30, 90, 180)
PLACES = ("TH-74", "TH-20", "TH-63")  # where people were met


def more(made: Iterable[Fact], months: list[date], before: date) -> list[Fact]:
    """Facts of the days before `before`, the same each time. made: those of `history`. months: in which it happened."""
    deeds = _Deeds(random.Random(SEED), before)
    for fact in made:
        deeds.follow(fact)
    for month in months:
        deeds.on_the_road(month)
    return deeds.done


class _Deeds:
    def __init__(self, chance: random.Random, before: date) -> None:
        self._chance, self._before = chance, before
        self.done: list[Fact] = []

    def follow(self, fact: Fact) -> None:
        at = {
            "voice.received": self._story,
            "casework.case_opened": self._case,
            "issue.moved": self._issue,
        }.get(fact.kind)
        if at:
            at(fact)

    def _say(self, kind: str, on: date, subject: UUID | None = None, /, **payload: str | int | bool) -> None:
        if on < self._before:
            coded: Payload = dict(payload)
            about = subject or self._id()
            self.done.append(Fact(id=self._id(), on=on, kind=kind, subject=about, payload=coded))

    def _id(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)

    def _may(self, likely: float) -> bool:
        return self._chance.random() < likely

    def _after(self, on: date, *days: int) -> date:
        return on + timedelta(days=self._chance.choice(days))

    def _story(self, fact: Fact) -> None:
        story, on = fact.subject, fact.on
        if self._may(0.12):
            self._say("voice.danger_raised", on, story)
        if self._may(0.86):
            self._say("voice.replied", self._after(on, 0, 0, 0, 1, 1, 2, 3, 5, 9), story, approved=False)
        if self._may(0.3):
            self._say("voice.call_back_asked", on, story)
            if self._may(0.7):
                self._say("voice.called_back", self._after(on, 1, 2, 3), story)
        if self._may(0.7):
            closed = self._after(on, 6, 14, 25, 40)
            self._say("voice.closed", closed, story)
            if self._may(0.2):
                self._say("voice.reopened", self._after(closed, 3, 20), story)
        if self._may(0.06):
            told = {key: str(fact.payload[key]) for key in ("channel", "language")}
            self._say("voice.story_deleted", self._after(on, 30, 60), story, **told)

    def _case(self, fact: Fact) -> None:
        case, on = fact.subject, fact.on
        for _ in range(self._chance.randint(0, 2)):
            self._say("casework.need_added", on, case, need="interpreter")
            if self._may(0.7):
                self._say("casework.need_met", self._after(on, 2, 9), case, need="interpreter")
        if self._may(0.8):
            outcome = self._chance.choice(OUTCOMES)
            self._say("casework.case_closed", self._after(on, 5, 12, 28, 45, 80), case, outcome=outcome)
        concern = self._id()
        told: dict[str, str | bool] = {"stage": self._chance.choice(STAGES), "first_hand": self._may(0.8)}
        self._say("casework.concern_recorded", on, concern, kind="late_pay", **told)
        if self._may(0.07):
            self._say("casework.concern_withdrawn", self._after(on, 10, 30), concern)
        if self._may(0.25):
            referral = self._id()
            self._say("casework.referral_sent", on, referral, to_desk=True, parts=1)
            if self._may(0.75):
                self._say("casework.referral_accepted", self._after(on, 0, 1, 2, 5), referral)

    def _issue(self, fact: Fact) -> None:
        issue, on = fact.subject, fact.on
        who = KINDS_OF_PARTNER[issue.int % len(KINDS_OF_PARTNER)]
        asked = 6 + issue.int % 7
        match fact.payload["to"]:
            case "disclosed":
                self._shown(issue, on, who)
            case "acknowledged" if self._may(0.75):
                self._say("remedy.acknowledged", on, issue, days=2, in_time=True, recipient_kind=who)
            case "acknowledged":
                self._say("remedy.acknowledgement_late", on, issue)
                self._say("remedy.acknowledged", on, issue, days=9, in_time=False, recipient_kind=who)
            case "planned":
                told: dict[str, str | int | bool] = {"promised_days": 30, "replaces": False, "recipient_kind": who}
                self._say("remedy.committed", on, issue, days=8, in_time=self._may(0.7), **told)
                if self._may(0.25):
                    self._say("remedy.commitment_late", self._after(on, 31), issue)
            case "asked":
                self._say("remedy.plan_asked", on, issue, asked=asked)
            case "agreed":
                self._say("remedy.plan_agreed", on, issue, asked=asked, answered=asked - 1, enough=asked - 3)
            case "delivered":
                self._say("remedy.delivered", on, issue, recipient_kind=who)
            case "confirming":
                self._say("remedy.confirmation_asked", on, issue, asked=asked)
                if self._may(0.18):
                    self._say("remedy.told_to_say_yes", on, issue)
            case "remedied":
                answered = asked - issue.int % 3
                self._say("remedy.confirmed", on, issue, asked=asked, answered=answered, yes=answered - 1)
                self._held(issue, on)

    def _shown(self, issue: UUID, on: date, who: str) -> None:
        self._say("remedy.disclosed", on, issue, recipient_kind=who, by_document=False)
        if self._may(0.15):
            self._say("remedy.disputed", self._after(on, 4), issue, reason="facts_differ")
        if self._may(0.22):
            reported = self._after(on, 6, 15)
            self._say("remedy.retaliation_reported", reported, issue)
            if self._may(0.8):
                self._say("remedy.retaliation_spoken", self._after(reported, 0, 1, 2), issue)
            if self._may(0.6):
                self._say("remedy.retaliation_ended", self._after(reported, 10, 25), issue, days=10)
        if self._may(0.35):
            claim = self._id()
            self._say("remedy.claim_shown", on, claim, together=False)
            if self._may(0.65):
                self._say("remedy.claim_answered", self._after(on, 5, 9), claim, kind="will_do")
                self._say("remedy.claim_settled", self._after(on, 20, 40), claim, code=("no", "yes")[self._may(0.7)])

    def _held(self, issue: UUID, on: date) -> None:
        if self._may(0.15):
            told = {"from": "remedied", "to": "reopened", "family": "C"}
            self._say("issue.moved", self._after(on, 40, 100), issue, reason="history", severe=False, **told)
        for days in HELD:
            for _ in range(2):
                code = "yes" if self._may(0.85) else "no"
                self._say("remedy.held", on + timedelta(days=days), issue, days=days, code=code)

    def on_the_road(self, month: date) -> None:
        """What is told without a story: visits, lessons, offers looked at, fees, reviews, and what the scan found."""
        for day in self._chance.sample(range(27), 3):
            on, language = month + timedelta(days=day), self._chance.choice(LANGUAGES)
            people = self._chance.randint(8, 20)
            self._say("empowerment.group_met", on, language=language, people=people, place=PLACES[people % len(PLACES)])
            self._say("empowerment.lesson_taught", on, lesson="fees", language=language, people=people)
            self._say("empowerment.review_taken", on, verified="met", kind="recruiter")
            self._look_into(on)
        for _ in range(self._chance.randint(10, 16)):
            on = month + timedelta(days=self._chance.randrange(27))
            worst = self._chance.choice(("red", "red", "amber", "nothing"))
            intent = "refuse" if self._may(0.6) else "wait"
            self._say("empowerment.offer_checked", on, of="offer", worst=worst, intent=intent)
            payer = "employer" if self._may(0.3) else "worker"
            corridor = self._chance.choice(CORRIDORS)
            self._say("casework.fee_recorded", on, source="review", corridor=corridor, line="medical", payer=payer)

    def _look_into(self, on: date) -> None:
        signal = self._id()
        self._say("verification.signal_raised", on, signal, method="scan", family="C")
        if self._may(0.7):
            self._say("verification.signal_looked_into", self._after(on, 1, 3, 6, 12), signal, outcome="real")
