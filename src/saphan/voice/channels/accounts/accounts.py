"""Accounts of channels: what a desk entered is sealed under the desk's own key, and opened only to be used."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings

from saphan.network import selectors as network
from saphan.network.integrations import INDEPENDENT, is_independent
from saphan.network.models import RunBy
from saphan.network.policies import may_configure_desk
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import sealing
from saphan.vault.recording import record
from saphan.vault.sealing import Cell, Sealed, SubjectKey
from saphan.vault.services import key_of_desk
from saphan.voice.channels import registry
from saphan.voice.channels.contract import Account, Channel, Declaration, Field, Words
from saphan.voice.channels.leaving.not_arrived import give_up
from saphan.voice.channels.models import ChannelAccount, Delivery
from saphan.voice.channels.refusals import DoesNotFit, NotNamed

OURSELVES = System("voice.channels")
By = Staff | System


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with its channel, as the webhook and the sender need it. independent: what comes in is voice."""

    id: UUID
    desk_id: UUID
    channel: Channel
    account: Account
    code_word: str
    independent: bool
    key: SubjectKey = field(repr=False)
    heard_on: date | None = None

    @property
    def declaration(self) -> Declaration:
        return self.channel.declaration


remembered: dict[tuple[UUID, str], tuple[float, Opened]] = {}
"""For `door`: what it has just seen, by account and channel, and until when it may say so."""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One line of the set-up page; nothing of what was entered."""

    id: UUID
    channel: str
    label: Words
    name: str
    run_by: str
    independent: bool
    address: str
    code_word: str
    made_on: date
    heard_on: date | None
    checked_on: date | None
    ended_on: date | None
    trouble: str
    language: str = ""


def add_account(
    *,
    desk_id: UUID,
    channel: str,
    name: str,
    entered: Mapping[str, str],
    by: By,
    run_by: str = RunBy.DESK,
    organisation_id: UUID | None = None,
    code_word: str = "",
    language: str = "",
) -> UUID:
    """Let a desk be written to by one more bot, page or number. Raises NotAllowed, NotNamed, DoesNotFit."""
    _require(by, desk_id)
    declaration = _declaration(channel)
    if RunBy(run_by) not in INDEPENDENT and organisation_id is None:
        raise NotNamed("name_it")
    account_id = random_id()
    sealed = _seal(account_id, desk_id, _checked(declaration, entered, {}))
    with acting_as(by) as moment:
        ChannelAccount.objects.create(
            id=account_id,
            desk_id=desk_id,
            channel=channel,
            name=name.strip(),
            run_by=run_by,
            organisation_id=organisation_id,
            sealed=sealed,
            code_word=code_word.strip(),
            language=language,
            made_on=moment.day,
            changed_on=moment.day,
        )
        record("voice.channel_added", account_id, detail={"channel": channel, "run_by": run_by})
    return account_id


def change_account(*, account_id: UUID, entered: Mapping[str, str], emptied: Collection[str] = (), by: By) -> None:
    """What is left empty stays as it is; a new token may mend what was broken. Raises NotAllowed, DoesNotFit.

    emptied: names of fields that hold nothing from now on; only what may be left empty becomes so.
    """
    with acting_as(by) as moment:
        row = _own(account_id, by)
        former = {name: held for name, held in _open(row.id, row.desk_id, row.sealed)[0].items() if name not in emptied}
        row.sealed = _seal(row.id, row.desk_id, _checked(_declaration(row.channel), entered, former))
        row.changed_on, row.trouble, row.troubles, row.paused_until = moment.day, "", 0, None
        row.save(update_fields=["sealed", "changed_on", "trouble", "troubles", "paused_until"])
        changed = ",".join(sorted({*emptied, *(name for name, value in entered.items() if value)}))
        record("voice.channel_changed", account_id, detail={"which": changed})
    remembered.clear()


def set_words(*, account_id: UUID, word: str, language: str, by: By) -> None:
    """The word with which she asks to be rung, and the language of a first answer. Raises NotAllowed."""
    with acting_as(by):
        row = _own(account_id, by)
        row.code_word, row.language = word.strip(), language
        row.save(update_fields=["code_word", "language"])
        record("voice.channel_word_set", account_id, detail={"language": language})
    remembered.clear()


def end_account(*, account_id: UUID, by: By) -> None:
    """Nothing comes in or goes out by it any more, and what was entered is gone; answers that waited are none.

    Raises NotAllowed.
    """
    with acting_as(by) as moment:
        row = _own(account_id, by)
        if row.ended_on is None:
            row.ended_on, row.sealed = moment.day, b""
            row.save(update_fields=["ended_on", "sealed"])
            record("voice.channel_ended", account_id)
            with acting_as(OURSELVES):
                give_up(Delivery.objects.filter(account_id=account_id), moment.now)
    remembered.clear()


def _languages(desk_id: UUID, own: str) -> tuple[str, ...]:
    """The account's own first, then the desk's."""
    return tuple(dict.fromkeys([*([own] if own else []), *network.desk(desk_id).languages]))


def accounts_of(by: Staff) -> tuple[AccountCard, ...]:
    """Of the caller's desk; ended ones last. Raises NotAllowed."""
    _require(by, by.desk_id)
    with acting_as(by):
        rows = list(ChannelAccount.objects.filter(desk_id=by.desk_id).order_by("channel", "name", "id"))
    return tuple(sorted((_card(row) for row in rows), key=lambda card: card.ended_on is not None))


def account_card(by: Staff, account_id: UUID) -> AccountCard:
    """Raises NotAllowed."""
    with acting_as(by):
        return _card(_own(account_id, by))


def opened(account_id: UUID, channel: str | None = None, *, ended: bool = False) -> Opened | None:
    """For the machinery: the account with what was entered. None when it is of another channel, or ended.

    ended: one that ended, too; nothing stands in it, and what came in before can be taken in.
    Not an audited read: it is the desk's own, nothing of a worker.
    """
    with acting_as(OURSELVES):
        named = ("desk_id", "channel", "code_word", "run_by", "organisation_id", "sealed", "heard_on", "language")
        rows = ChannelAccount.objects.filter(id=account_id)
        row = (rows if ended else rows.filter(ended_on=None)).values_list(*named).first()
        if row is None or (channel is not None and row[1] != channel):
            return None
        desk_id, name, code_word, run_by, organisation_id, sealed, heard_on, language = row
        it = registry.channel(name)
        if it is None:
            return None
        given, key = _open(account_id, desk_id, sealed)
    return Opened(
        id=account_id,
        desk_id=desk_id,
        channel=it,
        account=Account(
            account_id,
            given,
            _api(it.declaration, given),
            _languages(desk_id, language),
            address_of(name, account_id),
        ),
        code_word=code_word,
        independent=_is_independent(run_by, organisation_id),
        key=key,
        heard_on=heard_on,
    )


def opened_for(by: Staff, account_id: UUID) -> Opened:
    """For the self-test of the caller's own desk. Raises NotAllowed."""
    with acting_as(by):
        _own(account_id, by)
    found = opened(account_id)
    if found is None:
        raise NotAllowed
    return found


def may_be_emptied(by: Staff, account_id: UUID) -> tuple[Field, ...]:
    """Of the fields that may be left empty, those that hold something; not what. Raises NotAllowed."""
    found = opened_for(by, account_id)
    return tuple(one for one in found.declaration.fields if one.optional and found.account[one.name])


def address_of(channel: str, account_id: UUID) -> str:
    """Where the provider brings messages."""
    return f"{settings.SAPHAN_ADDRESS}/in/{channel}/{account_id}/"


def note_checked(account_id: UUID, *, good: bool, by: By) -> None:
    """After a self-test; a good one ends the trouble. Raises NotAllowed."""
    with acting_as(by) as moment:
        row = _own(account_id, by)
        row.checked_on = moment.day
        if good:
            row.trouble, row.troubles, row.paused_until = "", 0, None
        row.save(update_fields=["checked_on", "trouble", "troubles", "paused_until"])
        record("voice.channel_checked", account_id, detail={"good": good})


def _own(account_id: UUID, by: By) -> ChannelAccount:
    row = ChannelAccount.objects.select_for_update().filter(id=account_id).first()
    if row is None:
        raise NotAllowed
    _require(by, row.desk_id)
    return row


def _require(by: By, desk_id: UUID) -> None:
    if not may_configure_desk(by, desk_id):
        raise NotAllowed


def _declaration(channel: str) -> Declaration:
    it = registry.channel(channel)
    if it is None:
        raise DoesNotFit("channel")
    return it.declaration


def _checked(declaration: Declaration, entered: Mapping[str, str], former: Mapping[str, str]) -> dict[str, str]:
    """What stands, with what was entered now. Raises DoesNotFit, naming the field."""
    found = {one.name: _value(one, entered.get(one.name, "").strip(), former) for one in declaration.fields}
    return {name: value for name, value in found.items() if value}


def _value(one: Field, typed: str, former: Mapping[str, str]) -> str:
    value = typed or former.get(one.name, "") or (one.made() if one.made else "")
    if not value and one.optional:
        return ""
    if not re.fullmatch(one.pattern, value):
        raise DoesNotFit(one.name)
    return value


def _seal(account_id: UUID, desk_id: UUID, given: Mapping[str, str]) -> bytes:
    with acting_as(OURSELVES):
        return sealing.seal_bytes(json.dumps(given).encode(), key_of_desk(desk_id), _cell(account_id))


def _open(account_id: UUID, desk_id: UUID, sealed: Sealed) -> tuple[dict[str, str], SubjectKey]:
    with acting_as(OURSELVES):
        key = key_of_desk(desk_id)
        return json.loads(sealing.open_bytes(sealed, key, _cell(account_id)) if sealed else b"{}"), key


def _cell(account_id: UUID) -> Cell:
    return Cell("voice_channel_account", "sealed", account_id)


def _api(declaration: Declaration, given: Mapping[str, str]) -> str:
    named = settings.SAPHAN_CHANNEL_SERVERS.get(declaration.name) or given.get("server") or declaration.api
    return str(named).rstrip("/")


def _is_independent(run_by: str, organisation_id: UUID | None) -> bool:
    if run_by in INDEPENDENT:
        return True
    known = network.organisations([organisation_id]) if organisation_id else {}
    return is_independent(run_by, next((card.kind for card in known.values()), None))


def _card(row: ChannelAccount) -> AccountCard:
    it = registry.channel(row.channel)
    return AccountCard(
        id=row.id,
        channel=row.channel,
        label=it.declaration.label if it else row.channel,
        name=row.name,
        run_by=str(RunBy(row.run_by).label),
        independent=_is_independent(row.run_by, row.organisation_id),
        address=address_of(row.channel, row.id),
        code_word=row.code_word,
        made_on=row.made_on,
        heard_on=row.heard_on,
        checked_on=row.checked_on,
        ended_on=row.ended_on,
        trouble=row.trouble,
        language=row.language,
    )
