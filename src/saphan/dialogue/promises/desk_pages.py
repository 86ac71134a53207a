"""What the pages of every kind of promise to answer do: find their thing, act on it, and say what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from saphan.dialogue.promises.desk_forms import languages
from saphan.store.refusals import NotAllowed, Refusal

Sheet = TypeVar("Sheet")


@dataclass(frozen=True, slots=True)
class Page(Generic[Sheet]):
    """name: of its address. read: caller and id → what stands there, or NotAllowed. why: what to do, a sentence each.

    show: called with the request and what was read; and with `status` and `problems` where an act was refused.
    """

    name: str
    read: Callable[[Any, UUID], Sheet]
    show: Callable[..., HttpResponse]
    why: Callable[[Refusal], tuple[str, ...]]

    def find(self, request: Any, row_id: UUID) -> Sheet:
        """What the caller may not see is not there."""
        try:
            return self.read(request.caller, row_id)
        except NotAllowed:
            raise Http404 from None

    def act(
        self, request: Any, row_id: UUID, act: Callable[[], object], *, then: str = "", **typed: Any
    ) -> HttpResponse:
        """Do it and come back, or go to `then`; refused, it is shown again with what was typed and what to do."""
        self.find(request, row_id)
        try:
            act()
        except Refusal as refusal:
            sheet = self.find(request, row_id)
            return self.show(request, sheet, status=409, problems=self.why(refusal), **typed)
        return redirect(then) if then else redirect(self.name, row_id)


def addresses(request: HttpRequest, name: str, codes: Iterable[str], row_id: UUID) -> list[tuple[str, str]]:
    """Where workers find it, by the name of the language: to print, or to send."""
    names = dict(languages())
    return [
        (names[code], request.build_absolute_uri(reverse(name, args=[code, row_id]))) for code in codes if code in names
    ]


def told(missing: list[str], problems: tuple[str, ...]) -> dict[str, object]:
    """For a lead's page: what is missing, and what else was refused; each sentence once."""
    others = [one for one in problems if one not in missing]
    return {"missing": missing, "problems": others, "refused": bool(problems)}
