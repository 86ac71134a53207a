"""The list of replies: the desk's own and Saphan's, in one language or in all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.casework import approved_replies
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.replies.accepted import accepted_by
from saphan.casework.replies.models import ReadyReply
from saphan.casework.wording import language_name
from saphan.network.models import Staff as Member
from saphan.network.speakers import languages_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """id: None for one of Saphan's own. accepted: by whom, by name. may_accept: the reader speaks its language."""

    id: UUID | None
    code: str
    language: str
    language_name: str
    words: str
    accepted: str
    accepted_on: date | None
    may_accept: bool


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """languages: those to filter by, code and name. language: the one that is shown; empty for all."""

    language: str
    languages: tuple[tuple[str, str], ...]
    own: tuple[ReplyLine, ...]
    ours: tuple[ReplyLine, ...]


def replies_page(by: Staff, language: str) -> RepliesPage:
    """Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        live = list(ReadyReply.objects.filter(desk_id=by.desk_id, ended_on=None).order_by("code", "language"))
    spoken = frozenset(languages_of(Member.objects.get(id=by.id)))
    shown = [row for row in live if not language or row.language == language]
    known = sorted({row.language for row in live} | spoken | ({language} if language else set()))
    return RepliesPage(
        language=language,
        languages=tuple((code, language_name(code)) for code in known),
        own=tuple(_own(row, spoken) for row in shown),
        ours=_ours(language or "en"),
    )


def codes_for(by: Staff, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the desk's own that were accepted in one of these languages. Inside or outside `acting_as`."""
    with acting_as(by):
        live = ReadyReply.objects.filter(desk_id=by.desk_id, ended_on=None, language__in=languages)
        found = live.exclude(accepted_by=None).values_list("code", flat=True)
        return tuple(sorted(set(found)))


def _own(row: ReadyReply, spoken: frozenset[str]) -> ReplyLine:
    return ReplyLine(
        id=row.id,
        code=row.code,
        language=row.language,
        language_name=language_name(row.language),
        words=row.words,
        accepted=row.accepted_name,
        accepted_on=row.accepted_on,
        may_accept=row.accepted_by is None and row.language in spoken,
    )


def _ours(language: str) -> tuple[ReplyLine, ...]:
    """Saphan's own, where they are written in this language; accepted only when every sentence is."""
    if not approved_replies.is_written_in(language):
        return ()
    names = accepted_by(language)
    return tuple(
        ReplyLine(
            id=None,
            code=short,
            language=language,
            language_name=language_name(language),
            words=approved_replies.words(code, language),
            accepted=", ".join(names[code]),
            accepted_on=None,
            may_accept=False,
        )
        for short, code in approved_replies.SHORT.items()
    )
