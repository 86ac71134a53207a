"""Whether somebody may be sent the address of questions now. Pure: one condition a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

IN_HER_CHAT: Final = "polls-1"
ON_HER_PAGE: Final = "polls-page-1"
"""Versions of the sentences that she read: a link in her chat, or one on her story's page. A yes is to one of them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one person and of the chat by which she spoke last.

    says_yes: she said so on her page, and took it back nowhere. needs_help: in any story of hers. writes_everything:
    she said that everything may be written in that chat; a shared phone is one where she did not. is_open: she has not
    closed it. may_be_another: somebody else may hold the phone by now. carries: its channel takes a text from us now.
    """

    says_yes: bool
    needs_help: bool
    writes_everything: bool
    is_open: bool
    may_be_another: bool
    carries: bool


def may_be_sent(standing: Standing) -> bool:
    if not standing.says_yes:
        return False
    if standing.needs_help:
        return False
    return may_be_asked(standing)


def may_be_asked(standing: Standing) -> bool:
    """Whether her yes could be kept: nobody is offered what cannot reach her, or while she needs help."""
    if standing.needs_help:
        return False
    if not standing.is_open:
        return False
    if standing.may_be_another:
        return False
    if not standing.writes_everything:
        return False
    return standing.carries


def may_be_shown(*, says_yes: bool, needs_help: bool) -> bool:
    """The address on her own page, where she writes by no chat; nothing leaves the house."""
    if not says_yes:
        return False
    return not needs_help


def holds(said_on: date, taken_back: Iterable[date]) -> bool:
    """Her yes of one story, beside what she said in her others: a no of the same day is the last word."""
    return all(day < said_on for day in taken_back)
