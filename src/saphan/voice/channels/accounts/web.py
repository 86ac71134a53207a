"""The set-up pages of channels, for the lead and the administrator."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts, checking
from saphan.voice.channels.accounts.forms import AboutForm, WordForm, entries_of
from saphan.voice.channels.arriving import reading_again
from saphan.voice.channels.contract import Declaration

WRONG = {
    "does_not_fit": _("This cannot be right. Copy it again, whole."),
    "not_named": _("Choose the organisation that runs it. Nothing was changed."),
}
LEAD, ADMINISTRATOR = Role.LEAD.value, Role.ADMINISTRATOR.value


@require_safe
@desk_page(LEAD, ADMINISTRATOR)
def channels(request: DeskRequest) -> HttpResponse:
    """The desk's accounts, and every channel that could be added."""
    known = [it.declaration for it in registry.channels().values()]
    rows, unread = accounts.accounts_of(request.caller), reading_again.how_many(request.caller)
    return render(request, "voice/channels/list.html", {"rows": rows, "known": known, "unread": unread})


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def read_again(request: DeskRequest) -> HttpResponse:
    """After an upgrade: what could not be read is tried once more."""
    reading_again.read_again(by=request.caller, desk_id=request.caller.desk_id)
    return redirect("voice:channels")


@never_cache
@desk_page(LEAD, ADMINISTRATOR)
def add_channel(request: DeskRequest, channel: str) -> HttpResponse:
    declaration = _declaration(channel)
    data = request.POST or None
    about, entries = AboutForm(data), entries_of(declaration, data, anew=True)
    if request.method != "POST":
        return _new(request, declaration, about, entries)
    if not (about.is_valid() and entries.is_valid()):
        return _new(request, declaration, about, entries, status=422)
    try:
        account_id = accounts.add_account(
            desk_id=request.caller.desk_id,
            channel=channel,
            entered=entries.cleaned_data,
            by=request.caller,
            **about.given(),
        )
    except Refusal as refusal:
        return _new(request, declaration, about, entries, status=409, refusal=_beside(refusal, about, entries))
    return redirect("voice:channel", account_id)


@never_cache
@desk_page(LEAD, ADMINISTRATOR)
def channel(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """One account: where the provider brings messages, what is entered anew, the self-test."""
    card = _card(request, account_id)
    entries = _entries_anew(request, card, request.POST or None)
    if request.method != "POST":
        return _one(request, card, entries)
    if not entries.is_valid():
        return _one(request, card, entries, status=422)
    try:
        emptied = entries.cleaned_data.pop("emptied", ())
        accounts.change_account(account_id=account_id, entered=entries.cleaned_data, emptied=emptied, by=request.caller)
    except Refusal as refusal:
        return _one(request, card, entries, status=409, refusal=_beside(refusal, entries))
    return redirect("voice:channel", account_id)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def check_channel(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """Try it now. `act` names the step that changes something at the provider, if its button was pressed."""
    card = _card(request, account_id)
    steps = checking.check(request.caller, account_id, act=request.POST.get("act", ""))
    return _one(request, card, _entries_anew(request, card), steps=steps)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def set_channel_word(request: DeskRequest, account_id: UUID) -> HttpResponse:
    card, form = _card(request, account_id), WordForm(request.POST)
    if not form.is_valid():
        return _one(request, card, _entries_anew(request, card), status=422, word=form)
    given = form.cleaned_data
    accounts.set_words(account_id=card.id, word=given["code_word"], language=given["language"], by=request.caller)
    return redirect("voice:channel", account_id)


@require_POST
@desk_page(LEAD, ADMINISTRATOR)
def end_channel(request: DeskRequest, account_id: UUID) -> HttpResponse:
    accounts.end_account(account_id=_card(request, account_id).id, by=request.caller)
    return redirect("voice:channels")


def _beside(refusal: Refusal, *forms: Form) -> Refusal | None:
    """The refusal as an error of the field that it is about; itself, where no form has that field."""
    name = {"not_named": "organisation"}.get(refusal.code, next(iter(refusal.ways_out), ""))
    form = next((each for each in forms if name in each.fields), None)
    if form is None:
        return refusal
    form.add_error(name, WRONG.get(refusal.code, WRONG["does_not_fit"]))
    return None


def _declaration(name: str) -> Declaration:
    it = registry.channel(name)
    if it is None:
        raise Http404
    return it.declaration


def _card(request: DeskRequest, account_id: UUID) -> accounts.AccountCard:
    """Of her own desk, and not ended."""
    try:
        card = accounts.account_card(request.caller, account_id)
    except NotAllowed:
        raise Http404 from None
    if card.ended_on is not None:
        raise Http404
    return card


def _entries_anew(request: DeskRequest, card: accounts.AccountCard, data: object = None) -> Form:
    filled = accounts.may_be_emptied(request.caller, card.id)
    return entries_of(_declaration(card.channel), data, anew=False, filled=filled)


def _new(
    request: DeskRequest, declaration: Declaration, about: AboutForm, entries: Any, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {"declaration": declaration, "about": about, "entries": entries, **extra}
    return render(request, "voice/channels/new.html", context, status=status)


def _one(
    request: DeskRequest, card: accounts.AccountCard, entries: Any, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {
        "card": card,
        "declaration": _declaration(card.channel),
        "entries": entries,
        "word": WordForm(initial={"code_word": card.code_word, "language": card.language}),
        "steps": checking.steps_of(request.caller, card.id),
        **extra,
    }
    return render(request, "voice/channels/one.html", context, status=status)
