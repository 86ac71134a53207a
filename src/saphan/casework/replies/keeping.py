"""Writing, accepting and ending the desk's own replies, and what a code stands for in one story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from saphan.casework import approved_replies
from saphan.casework.finding import conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import CodeTaken, DoesNotFit, NoSuchReply, NotAcceptedFor, NotHerLanguage, NothingWritten
from saphan.casework.replies.expanding import CODE, codes_in
from saphan.casework.replies.expanding import expanded as in_full
from saphan.casework.replies.models import ReadyReply
from saphan.languages.catalogue import by_code
from saphan.languages.writing import clean
from saphan.network.models import Staff as Member
from saphan.network.speakers import languages_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record

LONGEST = 2000
STROKE = "/"  # before the code of a reply of the desk's own, where ours stand under their bare code


@dataclass(frozen=True, slots=True)
class Expanded:
    """text: ready to be read and sent. approved: the one reply that it is, word for word; empty for a mixture."""

    text: str
    approved: str


def write_reply(*, code: str, language: str, words: str, by: Staff) -> UUID:
    """Keep a text; it takes the place of the one with this code and language. It is not used before it is accepted.

    Raises NotAllowed, DoesNotFit, CodeTaken, NothingWritten.
    """
    typed, said = code.strip().lstrip(STROKE).lower(), clean(words)[:LONGEST]
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        if not re.fullmatch(CODE, typed):
            raise DoesNotFit("short_code")
        if language not in by_code():
            raise DoesNotFit("language")
        if typed in approved_replies.SHORT:
            raise CodeTaken
        if not said:
            raise NothingWritten
        one_at_a_time(by.desk_id)
        live = ReadyReply.objects.filter(desk_id=by.desk_id, code=typed, language=language, ended_on=None)
        live.update(ended_on=moment.day)
        row = ReadyReply.objects.create(
            desk_id=by.desk_id, code=typed, language=language, words=said, made_by=by.id, made_on=moment.day
        )
        record("casework.reply_written", row.id, detail={"language": language})
    return row.id


def accept_reply(*, reply_id: UUID, name: str, by: Staff) -> None:
    """Somebody who speaks the language stands for these very words. Accepted before: nothing more happens.

    name: as she wants to be named; her own if empty. Raises NotAllowed, NotHerLanguage.
    """
    with acting_as(by) as moment:
        row = _live(reply_id, by)
        member = Member.objects.get(id=by.id)
        if row.language not in languages_of(member):
            raise NotHerLanguage
        if row.accepted_by is not None:
            return
        row.accepted_name = " ".join(clean(name)[:80].split()) or member.name
        row.accepted_on, row.accepted_by = moment.day, by.id
        row.save(update_fields=["accepted_name", "accepted_on", "accepted_by"])
        record("casework.reply_accepted", row.id, detail={"language": row.language})


def end_reply(*, reply_id: UUID, by: Staff) -> None:
    """Nobody uses it any more. Raises NotAllowed."""
    with acting_as(by) as moment:
        row = _live(reply_id, by)
        row.ended_on = moment.day
        row.save(update_fields=["ended_on"])
        record("casework.reply_ended", row.id)


def expand(*, conversation_id: UUID, text: str, by: Staff) -> Expanded:
    """The text with every code in full, in the language of this story.

    Raises NotAllowed, NoSuchReply for a code that stands for nothing, NotAcceptedFor for one without accepted words in
    her language.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        story = conversation_of(by, conversation_id)
        languages = [each for each in (story.dialect, story.language) if each]
        words = {code: _words(code, story.language, languages, by) for code in codes_in(text)}
    whole = in_full(text, {code: said for code, (said, _approved) in words.items()})
    only = next(iter(words.values())) if len(words) == 1 else ("", "")
    return Expanded(whole, only[1] if whole.strip() == only[0].strip() else "")


def is_word_for_word(*, approved: str, conversation_id: UUID, text: str, by: Staff) -> bool:
    """Whether the text is what this code of the desk's own stands for in this story."""
    try:
        return expand(conversation_id=conversation_id, text=approved, by=by).text.split() == text.split()
    except (NoSuchReply, NotAcceptedFor):
        return False


def _words(code: str, pages: str, languages: Sequence[str], by: Staff) -> tuple[str, str]:
    """Words and name of the reply: ours in the language of her pages. Raises NoSuchReply, NotAcceptedFor."""
    ours = approved_replies.SHORT.get(code)
    if ours is not None:
        if not approved_replies.is_written_in(pages):
            raise NotAcceptedFor
        return approved_replies.words(ours, pages), ours
    live = list(ReadyReply.objects.filter(desk_id=by.desk_id, code=code, ended_on=None))
    if not live:
        raise NoSuchReply
    accepted = {row.language: row.words for row in live if row.accepted_by is not None}
    hers = next((each for each in languages if each in accepted), None)
    if hers is None:
        raise NotAcceptedFor
    return accepted[hers], STROKE + code


def _live(reply_id: UUID, by: Staff) -> ReadyReply:
    """Raises NotAllowed."""
    require(may_work_with_stories(by))
    row = ReadyReply.objects.select_for_update().filter(id=reply_id, desk_id=by.desk_id, ended_on=None).first()
    if row is None:
        raise NotAllowed
    return row
