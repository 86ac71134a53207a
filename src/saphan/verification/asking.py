"""A verifier of one desk asks another about an issue and gets its answer, never its case.

The question and the answer are codes with short words beside them. The words stand twice, once for each of the two
desks, sealed under a key of that desk; the database shows neither to a third.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.network.frozen import is_frozen
from saphan.network.selectors import desk as desk_card
from saphan.network.selectors import staff_names, verifiers_or_leads
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import new_key, open_texts, seal
from saphan.vault.shredding import shred
from saphan.verification import facts
from saphan.verification.behind import behind_each, key_of
from saphan.verification.facts import Coded
from saphan.verification.models import Issue, Question, QuestionWords
from saphan.verification.pages import in_order
from saphan.verification.policies import may_answer, may_ask
from saphan.verification.refusals import AnsweredAlready, NoSuchQuestion
from saphan.verification.words import ANSWERS, QUESTIONS

ASKED, ANSWERED = "verification.question_asked", "verification.question_answered"
LONGEST = 400
OTHER = "other"  # its words are the question


@dataclass(frozen=True, slots=True)
class About:
    """What she may ask about: one voice of another desk, or (voice None) the issue. number: as on the issue's page."""

    desk_id: UUID
    desk: str
    voice_group: UUID | None
    number: int | None


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question as either desk sees it. voice: its number on the page, None for the whole issue or one that left."""

    id: UUID
    we_asked: bool
    other_desk: str
    about_a_voice: bool
    voice: int | None
    code: str
    words: str
    by: str
    on: date
    answer: str
    answer_words: str
    answered_by: str
    answered_on: date | None
    may_answer: bool


def ask_desk(
    *,
    issue_id: UUID,
    desk_id: UUID,
    code: str,
    words: str = "",
    voice_group: UUID | None = None,
    by: Staff,
    once: UUID | None = None,
) -> UUID:
    """Ask another desk whose voices stand behind an issue, or that leads it; its verifiers, else leads, are rung.

    code: of words.QUESTIONS; "other" needs words. voice_group: the voice it is about, one of that desk's.
    once: the id of the form; a second send of it is the first. Returns the id. Raises NotAllowed, NoSuchQuestion;
    nothing is written then.
    """
    said = words.strip()[:LONGEST]
    with acting_as(by) as moment:
        issue = Issue.objects.filter(id=issue_id).first()
        behind = _behind(by, issue) if issue else []
        if issue is None or not may_ask(by, issue, {fact.desk_id for fact in behind}):
            raise NotAllowed
        if once:
            one_at_a_time(once)
        if once and Question.objects.filter(id=once).exists():
            return once
        _check(issue, behind, desk_id, voice_group, code, said, by)
        question = Question.objects.create(
            id=once or random_id(),
            pool_id=issue.pool_id,
            issue_id=issue_id,
            voice_group=voice_group,
            desk_id=by.desk_id,
            asked_desk_id=desk_id,
            code=code,
            asked_by=by.id,
            asked_on=moment.day,
        )
        _keep_words(question, "question", said)
        record(ASKED, question.id, detail={"issue": str(issue_id), "desk": str(desk_id), "code": code})
        notify(staff_ids=verifiers_or_leads(desk_id), kind=ASKED, object_id=issue_id)
    return question.id


def answer_question(*, question_id: UUID, answer: str, words: str = "", by: Staff) -> None:
    """The asked desk's answer, once, with its day; the asking desk's verifiers are rung.

    answer: of words.ANSWERS. Raises NotAllowed, NoSuchQuestion, AnsweredAlready; nothing is written then.
    """
    with acting_as(by) as moment:
        question = Question.objects.select_for_update().filter(id=question_id, asked_desk_id=by.desk_id).first()
        if question is None or not may_answer(by, question):
            raise NotAllowed
        if question.answered_on is not None:
            raise AnsweredAlready
        if answer not in ANSWERS:
            raise NoSuchQuestion("choose_an_answer")
        question.answer, question.answered_by, question.answered_on = answer, by.id, moment.day
        question.save(update_fields=["answer", "answered_by", "answered_on"])
        _keep_words(question, "answer", words.strip()[:LONGEST])
        record(ANSWERED, question.id, detail={"answer": answer})
        notify(staff_ids=verifiers_or_leads(question.desk_id), kind=ANSWERED, object_id=question.issue_id)


def may_be_asked(by: Staff, issue_id: UUID) -> list[About]:
    """Other desks behind an issue or leading it, and their voices one by one; none for whoever may not ask."""
    with acting_as(by):
        issue = Issue.objects.filter(id=issue_id).first()
        behind = _behind(by, issue) if issue else []
    if issue is None or not may_ask(by, issue, {fact.desk_id for fact in behind}):
        return []
    numbers = _numbers(by, behind, issue)
    voices = {(fact.desk_id, fact.voice_group) for fact in behind}
    desks = sorted({desk_id for desk_id, _ in voices} | {issue.lead_desk_id}, key=lambda each: desk_card(each).name)
    found: list[About] = []
    for desk_id in desks:
        if desk_id == by.desk_id or is_frozen(desk_id):
            continue
        name = desk_card(desk_id).name
        theirs = {numbers[group]: group for of, group in sorted(voices, reverse=True) if of == desk_id}
        found += [About(desk_id, name, theirs[number], number) for number in sorted(theirs)]
        found.append(About(desk_id, name, None, None))
    return found


def questions_about(by: Staff, issue_id: UUID) -> list[QuestionShown]:
    """What her desk asked and was asked about an issue, oldest first, with the words; each opening is audited."""
    with acting_as(by):
        rows = list(Question.objects.filter(issue_id=issue_id).order_by("asked_on", "id"))
        issue = Issue.objects.filter(id=issue_id).first()
        if not rows or issue is None:
            return []
        words = _open_words(by, rows)
        numbers = _numbers(by, _behind(by, issue), issue)
    names = staff_names({person for row in rows for person in (row.asked_by, row.answered_by) if person})
    return [_shown(row, by, words, numbers, names) for row in rows]


def forget_voice(voice_group: UUID) -> None:
    """She is behind no issue any more: what two desks wrote about her is destroyed; that they asked stays."""
    asked = Question.objects.filter(voice_group=voice_group)
    about_her = QuestionWords.objects.filter(question_id__in=asked.values("id"))
    for words_id in list(about_her.values_list("id", flat=True)):
        shred(words_id)


def forget_words(subject_id: UUID) -> None:
    """For `vault.shredding`: words are a subject of their own."""
    with acting_as(System("verification.forget_words")):
        QuestionWords.objects.filter(id=subject_id).delete()


def _check(
    issue: Issue, behind: list[Coded], desk_id: UUID, voice_group: UUID | None, code: str, said: str, by: Staff
) -> None:
    if code not in QUESTIONS or (code == OTHER and not said):
        raise NoSuchQuestion("say_what_you_ask")
    if desk_id == by.desk_id or is_frozen(desk_id):
        raise NoSuchQuestion("choose_a_desk")
    theirs = {fact.voice_group for fact in behind if fact.desk_id == desk_id}
    if not theirs and desk_id != issue.lead_desk_id:
        raise NoSuchQuestion("choose_a_desk")
    if voice_group is not None and voice_group not in theirs:
        raise NoSuchQuestion("choose_a_desk")


def _behind(by: Staff, issue: Issue) -> list[Coded]:
    """The facts behind it, as far as her page shows their voices: of a pool that her desk has left, none."""
    if issue.pool_id != by.pool_id:
        return []
    with acting_as(Counting()):
        return facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)


def _numbers(by: Staff, behind: list[Coded], issue: Issue) -> dict[UUID, int]:
    """The numbers that voices have on the issue's page as she sees it; those of one cluster have one."""
    clusters = behind_each({key_of(issue): behind})[key_of(issue)].clusters
    in_line = enumerate(in_order(behind, clusters, by.desk_id), start=1)
    return {voice: number for number, (cluster, _) in in_line for voice in cluster.voices}


def _keep_words(question: Question, part: str, said: str) -> None:
    """Once for each of the two desks."""
    if not said:
        return
    with acting_as(System("verification.keep_words")):
        for desk_id in (question.desk_id, question.asked_desk_id):
            words_id = random_id()
            key_row, key = new_key(subject_id=words_id, desk_id=desk_id, kind="question")
            key_row.save(force_insert=True)
            cell = Cell("verification_question_words", "sealed", words_id)
            QuestionWords.objects.create(
                id=words_id, desk_id=desk_id, question_id=question.id, part=part, sealed=seal(said, key=key, cell=cell)
            )


def _open_words(by: Staff, rows: list[Question]) -> dict[tuple[UUID, str], str]:
    """Of the copy that is her desk's; words that were shredded are not there."""
    found = QuestionWords.objects.filter(question_id__in=[row.id for row in rows], desk_id=by.desk_id)
    opened: dict[tuple[UUID, str], str] = {}
    for row in found:
        cell = Cell("verification_question_words", "sealed", row.id)
        try:
            (opened[row.question_id, row.part],) = open_texts(
                [(bytes(row.sealed), cell)], subject_id=row.id, why="question_read"
            )
        except CannotOpen:
            continue
    return opened


def _shown(
    row: Question,
    by: Staff,
    words: dict[tuple[UUID, str], str],
    numbers: dict[UUID, int],
    names: dict[UUID, str],
) -> QuestionShown:
    we_asked = row.desk_id == by.desk_id
    return QuestionShown(
        id=row.id,
        we_asked=we_asked,
        other_desk=desk_card(row.asked_desk_id if we_asked else row.desk_id).name,
        about_a_voice=row.voice_group is not None,
        voice=numbers.get(row.voice_group) if row.voice_group else None,
        code=row.code,
        words=words.get((row.id, "question"), ""),
        by=names.get(row.asked_by, ""),
        on=row.asked_on,
        answer=row.answer,
        answer_words=words.get((row.id, "answer"), ""),
        answered_by=names.get(row.answered_by, "") if row.answered_by else "",
        answered_on=row.answered_on,
        may_answer=not row.answered_on and may_answer(by, row),
    )
