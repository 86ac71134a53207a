"""Given no machine, there is none; a lead sets one up, tries it and switches it on, and every worker reads its name."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.refusals import DoesNotFit
from saphan.casework.understanding import machines, rendering, trying
from saphan.casework.understanding.models import Machine
from saphan.network.models import Role
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.contract import Response
from saphan.voice.channels.events import Said
from saphan.voice.channels.leaving import sentences
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.intake import accept
from saphan.voice.machines import forget_them, machines_elsewhere
from saphan.voice.models import Delivery, Way
from tests.casework.given import Desk, events, member
from tests.casework.understanding.given import hire, machine_elsewhere, said
from tests.signed_in import sign_in
from tests.voice.channels.given import add_bot
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Browser

pytestmark = pytest.mark.django_db
ENTERED = {"server": "https://translate.example", "key": "very-secret"}


@pytest.fixture
def ann(desk: Desk) -> Client:
    return sign_in(Client(), member(desk.ann))


def test_a_desk_has_none_to_begin_with(desk: Desk) -> None:
    assert machines.machines_of(desk.ann) == () and machines.named_to_workers(desk.id) == ()


def test_only_a_lead_sets_one_up_switches_and_ends_it(desk: Desk, other_desk: Desk) -> None:
    admin = hire(desk, Role.ADMINISTRATOR, "Root")
    for by in (desk.nok, desk.preecha, admin):
        with pytest.raises(NotAllowed):
            machines.add_machine(adapter="libretranslate", name="Mill", entered=ENTERED, by=by)
    mill = machines.add_machine(adapter="libretranslate", name="Mill", entered=ENTERED, by=desk.ann)
    (card,) = machines.machines_of(desk.ann)
    assert (card.name, card.leaves, card.is_on) == ("Mill", True, False)
    for by in (desk.nok, other_desk.ann):
        for act in (
            lambda by: machines.switch(machine_id=mill, on=True, by=by),
            lambda by: machines.end_machine(machine_id=mill, by=by),
            lambda by: trying.try_it(machine_id=mill, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(by)
    assert machines.machines_of(desk.ann) == (card,)


def test_a_machine_that_is_on_stays_on_since_its_first_day(desk: Desk) -> None:
    """What she wrote since then may go to it (`NotTold`): a second press in an old tab takes nothing away."""
    mill = machines.add_machine(adapter="libretranslate", name="Mill", entered=ENTERED, by=desk.ann)
    machines.switch(machine_id=mill, on=True, by=desk.ann)
    first = clock.today()
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        machines.switch(machine_id=mill, on=True, by=desk.ann)
    assert machines.machines_of(desk.ann)[0].switched_on == first
    assert len(events("casework.machine_switched", on=True)) == 1


def test_what_was_entered_is_sealed_and_gone_when_it_ends(desk: Desk) -> None:
    mill = machines.add_machine(adapter="libretranslate", name="Mill", entered=ENTERED, by=desk.ann)
    with acting_as(System("test")):
        assert b"secret" not in bytes(Machine.objects.get(id=mill).sealed)
        found = machines.opened(mill)
        assert found and found.entered == ENTERED and "very-secret" not in repr(found)
    machines.switch(machine_id=mill, on=True, by=desk.ann)
    machines.end_machine(machine_id=mill, by=desk.ann)
    with acting_as(System("test")):
        row = Machine.objects.get(id=mill)
        assert bytes(row.sealed) == b"" and row.switched_on is None and machines.opened(mill) is None
    with pytest.raises(NotAllowed):
        machines.switch(machine_id=mill, on=True, by=desk.ann)
    assert len(events("casework.machine_ended")) == 1


@pytest.mark.parametrize(
    ("adapter", "entered"),
    [
        ("libretranslate", {}),
        ("libretranslate", {"server": "translate.example"}),
        ("libretranslate", {"server": "https://"}),
        ("libretranslate", {"server": "https://me:word@translate.example"}),
        ("libretranslate", {"server": "https://translate.example:port"}),
        ("openai", {"server": "https://translate.example"}),
        ("ctranslate2", {"folder": "../../etc"}),
        ("nothing", {}),
    ],
)
def test_what_does_not_fit_is_not_kept(desk: Desk, adapter: str, entered: dict[str, str]) -> None:
    with pytest.raises(DoesNotFit):
        machines.add_machine(adapter=adapter, name="Mill", entered=entered, by=desk.ann)
    with pytest.raises(DoesNotFit):
        machines.add_machine(adapter="libretranslate", name=" ", entered=ENTERED, by=desk.ann)
    assert machines.machines_of(desk.ann) == ()


def test_a_trial_says_what_came_of_it(desk: Desk) -> None:
    with machine_elsewhere(desk, str.upper, on=False) as (mill, there):
        assert trying.try_it(machine_id=mill, by=desk.ann) == trying.Tried(True, trying.SENTENCE.upper())
        assert len(there.asked) == 1
    with standing_in(lambda request: Response(403)) as there:
        entered = {"server": there.url}
        other = machines.add_machine(adapter="libretranslate", name="Shut", entered=entered, by=desk.ann)
        tried = trying.try_it(machine_id=other, by=desk.ann)
    assert not tried.good and "key" in str(tried.says)


def test_a_machine_that_hears_may_hear_nothing_in_silence(desk: Desk, settings: object) -> None:
    with standing_in(lambda request: Response(200, {}, b'{"text": ""}')) as there:
        settings.SAPHAN_NEAR_HOSTS = frozenset({there.url.removeprefix("http://")})  # type: ignore[attr-defined]
        entered = {"server": there.url, "model": "whisper"}
        ear = machines.add_machine(adapter="openai_speech", name="Ear", entered=entered, by=desk.ann)
        assert trying.try_it(machine_id=ear, by=desk.ann) == trying.Tried(True, "")
    assert b"RIFF" in there.asked[0].body and trying.silence()[:4] == b"RIFF"


# -- pages


def test_the_leads_pages(desk: Desk, ann: Client) -> None:
    assert "None yet." in ann.get("/desk/machines/").content.decode()
    assert ann.get("/desk/machines/new/nothing/").status_code == 404
    address = "/desk/machines/new/libretranslate/"
    assert ann.get(address).status_code == 200
    assert ann.post(address, {}).status_code == 422
    assert ann.post(address, {"name": "Mill", "server": "ftp://x"}).status_code == 409
    kept = ann.post(address, {"name": "Mill", **ENTERED})
    assert kept.status_code == 302
    page = ann.get(kept["Location"]).content.decode()
    assert "Words leave the house" in page and "very-secret" not in page and "translate.example" not in page
    assert ann.post(kept["Location"], {"act": "nothing"}).status_code == 404
    assert ann.post(kept["Location"], {"act": "on"}).status_code == 302
    assert machines_elsewhere(desk.id) == ("Mill",)
    assert "Switch it off" in ann.get(kept["Location"]).content.decode()
    assert ann.post(kept["Location"], {"act": "off"}).status_code == 302
    assert machines_elsewhere(desk.id) == ()
    assert ann.post(kept["Location"], {"act": "end"})["Location"] == "/desk/machines/"
    assert ann.get(kept["Location"]).status_code == 404
    assert "ended on" in ann.get("/desk/machines/").content.decode()


def test_a_trial_from_the_page(desk: Desk, ann: Client) -> None:
    with machine_elsewhere(desk, str.upper) as (mill, _):
        page = ann.post(f"/desk/machines/{mill}/", {"act": "try"})
    assert page.status_code == 200 and trying.SENTENCE.upper() in page.content.decode()


def test_a_speech_machine_elsewhere_is_refused_in_words(ann: Client) -> None:
    answer = ann.post("/desk/machines/new/openai_speech/", {"name": "Ear", "server": "https://x.example", "model": "w"})
    assert answer.status_code == 409 and "out of a recording" in answer.content.decode()


# -- what she reads


def test_she_reads_the_name_of_a_machine_elsewhere_before_and_beside_her_story(desk: Desk) -> None:
    forget_them()
    accepted = accept(Inbound(desk.id, "web", "en", once="voice", text="They keep our passports"))
    her = Browser()
    before = her.get("/en/").content.decode()
    assert "Only our team reads your words." in before and "computer" not in before
    with machine_elsewhere(desk, str.upper):
        forget_them()
        page = her.get("/en/").content.decode()
        assert "A computer may translate your words: Mill." in page and "Only our team reads" not in page
        assert machines_elsewhere(desk.id) == ("Mill",)
        assert "A computer may translate your words: Mill." in her.come_back(accepted.claim_code)
    forget_them()


def test_a_machine_of_the_house_is_not_named(desk: Desk, settings: object, tmp_path: object) -> None:
    settings.SAPHAN_MODELS = str(tmp_path)  # type: ignore[attr-defined]
    ours = machines.add_machine(adapter="ctranslate2", name="Ours", entered={"folder": "nllb"}, by=desk.ann)
    machines.switch(machine_id=ours, on=True, by=desk.ann)
    assert machines.named_to_workers(desk.id) == ()
    assert not machines.machines_of(desk.ann)[0].leaves
    assert trying.try_it(machine_id=ours, by=desk.ann).good is False
    assert isinstance(ours, UUID)


def test_who_writes_in_a_chat_is_told_there_once(desk: Desk) -> None:
    # Given somebody who wrote to the desk's bot before there was a machine, and somebody who writes after
    forget_them()
    bot = accounts.opened(add_bot(desk.id))
    assert bot is not None
    before = writes(bot, "7001001")
    with machine_elsewhere(desk, str.upper) as (mill, _):
        forget_them()
        after = writes(bot, "7001002")
        assert (told(before), told(after)) == (0, 1)
        for _ in range(2):
            for story in (before, after):
                rendering.translate_by_machine(
                    conversation_id=story, message_id=said(story), machine_id=mill, by=desk.nok
                )
        assert (told(before), told(after)) == (1, 1)
        # And of another machine she is told too
        with machine_elsewhere(desk, str.lower, name="Brook") as (second, _):
            for _ in range(2):
                rendering.translate_by_machine(
                    conversation_id=before, message_id=said(before), machine_id=second, by=desk.nok
                )
        assert (told(before), told(after)) == (2, 1)
        # Then nobody is told who wants no words there
        silent = writes(bot, "7001003")
        with acting_as(System("test")):
            Delivery.objects.filter(conversation_id=silent).delete()
            Way.objects.filter(conversation_id=silent).update(may_write="neutral")
        rendering.translate_by_machine(conversation_id=silent, message_id=said(silent), machine_id=mill, by=desk.nok)
        assert told(silent) == 0
    forget_them()


def writes(bot: accounts.Opened, handle: str) -> UUID:
    inbox.keep(bot, [Said(handle, clock.now(), Handle("telegram", handle), "They do not pay us")])
    run_waiting()
    with acting_as(System("test")):
        return Way.objects.latest("id").conversation_id


def told(story: UUID) -> int:
    with acting_as(System("test")):
        return Delivery.objects.filter(conversation_id=story, words=sentences.MACHINE).count()
