"""Is the plan enough? The workers are asked; only then is it agreed."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext

from saphan.languages.writing import clean
from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy import plan_round, rounds
from saphan.remedy.codes import MOST_WORDS
from saphan.remedy.due import add_working_days
from saphan.remedy.models import Commitment, Round, RoundAnswer
from saphan.remedy.moving import advance, stage_of
from saphan.remedy.plan_round import PlanAnswer
from saphan.remedy.policies import may_work_on, require
from saphan.remedy.receiving import current_commitments
from saphan.remedy.refusals import AdviceFirst, NotAskedYet, NotEnough, NotNow, WordsMissing
from saphan.remedy.weighing import issue_card, open_disclosures
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.verification.ladder import Stage


def ask_whether_enough(*, issue_id: UUID, by: Staff, words: Mapping[str, str] | None = None) -> UUID:
    """Put the plan to each consenting worker; returns the round's id.

    words: the plan as the desk put it, language → text; else the promises themselves, naming no company.
    Raises NotAllowed, NotNow, NobodyToAsk, WordsMissing.
    """
    with acting_as(by) as moment:
        require(may_work_on(by, issue_card(issue_id)))
        one_at_a_time(issue_id)
        if stage_of(issue_id) != Stage.PLANNED:
            raise NotNow
        plan = checked_words(words) if words else plan_words(issue_id)
        row = rounds.open_round(issue_id=issue_id, kind=rounds.PLAN, words=plan, by=by, moment=moment)
        advance(issue_id, Stage.PLANNED, Stage.ASKED, reason="workers_asked", by=by)
    return row.id


def record_advice(*, answer_id: UUID, by: Staff) -> None:
    """She asked for advice first and has had it; now she is asked anew. Raises NotAllowed, NotNow.

    answer_id: her answer's own random id, so that no address of the lead desk names another desk's conversation.
    """
    with acting_as(by) as moment:
        answer = RoundAnswer.objects.select_related("round").filter(id=answer_id).first()
        if answer is None:
            raise NotAllowed
        issue_id = answer.round.issue_id
        require(may_work_on(by, issue_card(issue_id)))
        running = rounds.open_now(issue_id, rounds.PLAN)
        answer.refresh_from_db()
        if running is None or running.id != answer.round_id or answer.code != "advice_first":
            raise NotNow
        answer.advice_given_on = moment.day
        answer.save(update_fields=["advice_given_on"])
        record("remedy.advice_given", answer.id, fact={}, subject=issue_id)


def agree_plan(*, issue_id: UUID, by: Staff) -> str:
    """Agree the plan after the workers were asked; returns `agreed` or `workers_not_reached`.

    Raises NotAllowed, NotAskedYet, AdviceFirst, NotEnough; nothing is written then.
    """
    with acting_as(by) as moment:
        require(may_work_on(by, issue_card(issue_id)))
        row = rounds.open_now(issue_id, rounds.PLAN)
        if row is None:
            raise NotAskedYet("ask")
        verdict = verdict_of(row, moment)
        if verdict not in plan_round.PASSES:
            raise _REFUSALS[verdict](*_WAYS_OUT[verdict])
        rounds.end(row, verdict, moment.day, tell_partner_on=moment.day)
        advance(issue_id, Stage.ASKED, Stage.AGREED, reason=verdict, by=by)
        record("remedy.plan_agreed", row.id, fact={"outcome": verdict, **_counts(row)}, subject=issue_id)
    return verdict


def take_plan_answer(row: Round, conversation_id: UUID, code: str, moment: Moment) -> None:
    """Keep what she said; the plan goes back once it counts as asked and most say "not enough". As System."""
    if row.ended_on is not None:
        return
    rounds.keep_answer(row, conversation_id, code, moment.day)
    if code == "advice_first":
        record("remedy.advice_wanted", row.id, fact={}, subject=row.issue_id)
        _ring(row, "remedy.advice_wanted")
    if settle_plan(row, moment) in plan_round.PASSES:
        _ring(row, "remedy.plan_may_be_agreed")


def settle_plan(row: Round, moment: Moment) -> str:
    """Send the plan back when most say that it is not enough; returns the verdict. As System."""
    verdict = verdict_of(row, moment)
    if verdict == plan_round.SENT_BACK:
        next_day = add_working_days(moment.day, 1)  # the partner does not hear on the day of an answer
        rounds.end(row, verdict, moment.day, tell_partner_on=next_day)
        advance(row.issue_id, Stage.ASKED, Stage.PLANNED, reason="not_enough")
        record("remedy.plan_sent_back", row.id, fact=_counts(row), subject=row.issue_id)
        _ring(row, "remedy.plan_sent_back")
    return verdict


def verdict_of(row: Round, moment: Moment) -> str:
    answers = [PlanAnswer(code, given) for code, given in row.answers.values_list("code", "advice_given_on")]
    return plan_round.judge(row.asked, answers, row.asked_on, moment.day)


def plan_words(issue_id: UUID) -> dict[str, str]:
    """What the workers read of the plan: every promise that stands, of every company, none of them named."""
    disclosures = open_disclosures(issue_id)
    names = {network.organisation(row.recipient_id).name for row in disclosures}
    named = network.all_same_as(row.respondent_id for row in disclosures)
    names |= {card.name for card in network.organisations(named).values()}
    promises = [promise for row in disclosures for promise in current_commitments(row.id)]
    return {language: _as_read(promises, names, language) for language in dict(settings.LANGUAGES)}


def checked_words(words: Mapping[str, str]) -> dict[str, str]:
    """Raises WordsMissing when nothing was written, or far too much."""
    written = {language: clean(text) for language, text in words.items() if clean(text)}
    if not written or any(len(text) > MOST_WORDS for text in written.values()):
        raise WordsMissing
    return written


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """The text with every company's name replaced."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    return re.sub(listed, instead, text, flags=re.IGNORECASE) if listed else text


def _as_read(promises: list[Commitment], names: set[str], language: str) -> str:
    with translation.override(language):
        company = gettext("the company")
        return "\n".join(
            gettext("%(day)s, at the latest: %(words)s")
            % {
                "day": formats.date_format(promise.due_on, "j F Y"),
                "words": without_names(promise.words, names, company),
            }
            for promise in promises
        )


def _counts(row: Round) -> Payload:
    codes = list(row.answers.values_list("code", flat=True))
    return {"asked": row.asked, "answered": len(codes), "enough": codes.count("enough")}


def _ring(row: Round, kind: str) -> None:
    notify(staff_ids=network.verifiers_or_leads(row.desk_id), kind=kind, object_id=row.issue_id)


_REFUSALS = {
    plan_round.WAITING: NotAskedYet,
    plan_round.ADVICE_OWED: AdviceFirst,
    plan_round.SENT_BACK: NotEnough,
}
_WAYS_OUT = {
    plan_round.WAITING: ("wait",),
    plan_round.ADVICE_OWED: ("give_advice",),
    plan_round.SENT_BACK: ("new_plan",),
}
