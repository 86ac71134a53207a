"""Accepting a text under one's name, or sending it back. Rows are added and never changed."""

from typing import Literal

from saphan.empowerment.acceptance.models import Acceptance
from saphan.empowerment.acceptance.refusals import NotANativeSpeaker, SayWhatIsWrong, SayWhereAdmitted
from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.models import Staff as StaffRow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

Verdict = Literal["accepted", "sent_back"]
LONGEST = 2_000


def may_accept(by: Staff) -> bool:
    return by.has_role(Role.REVIEWER) or by.has_role(Role.EDITOR)


def languages_of(by: Staff) -> tuple[str, ...]:
    """Those that a lead wrote down for her; she says yes as a native speaker of these only."""
    return tuple(StaffRow.objects.values_list("languages", flat=True).get(id=by.id)) if may_accept(by) else ()


def judge_lesson(
    *, key: str, digest: str, language: str, verdict: Verdict, name: str, remark: str = "", by: Staff
) -> None:
    """A native speaker's word on a lesson. Raises NotAllowed, NotANativeSpeaker, SayWhatIsWrong."""
    _allow(by)
    if language not in languages_of(by):
        raise NotANativeSpeaker
    about = {"kind": "lesson", "key": key, "digest": digest, "language": language, "capacity": "native_speaker"}
    _keep(about, verdict, name, remark, by)


def judge_rule(
    *, key: str, digest: str, verdict: Verdict, name: str, standing: str, remark: str = "", by: Staff
) -> None:
    """A lawyer's word on a rule. standing: where she is admitted.

    Raises NotAllowed, SayWhereAdmitted, SayWhatIsWrong.
    """
    _allow(by)
    admitted = _short(standing, 200)
    if not admitted:
        raise SayWhereAdmitted
    about = {"kind": "rule", "key": key, "digest": digest, "capacity": "lawyer", "standing": admitted}
    _keep(about, verdict, name, remark, by)


def _allow(by: Staff) -> None:
    if not may_accept(by):
        raise NotAllowed


def _keep(about: dict[str, str], verdict: Verdict, name: str, remark: str, by: Staff) -> None:
    said = clean(remark)[:LONGEST]
    if verdict == "sent_back" and not said:
        raise SayWhatIsWrong
    with acting_as(by) as moment:
        called = _short(name, 80) or StaffRow.objects.values_list("name", flat=True).get(id=by.id)
        row = Acceptance.objects.create(**about, verdict=verdict, name=called, remark=said, by=by.id, at=moment.now)
        detail: dict[str, str | int | bool | None] = {part: about.get(part, "") for part in ("kind", "key", "language")}
        record(f"empowerment.words_{verdict}", row.id, detail=detail)


def _short(text: str, longest: int) -> str:
    return " ".join(clean(text).split())[:longest]
