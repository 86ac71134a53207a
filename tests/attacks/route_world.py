"""The ground of the walk over every route: two desks of one pool with a whole issue each, and somebody in each role."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from uuid import UUID, uuid4

from django.test import Client
from PIL import Image

from saphan.casework import batches, hand_over, looking, moves, slips
from saphan.casework import services as casework
from saphan.casework.models import Move, Note, Party, Route
from saphan.casework.replies import keeping as replies
from saphan.casework.routing import declaring, giving
from saphan.casework.understanding import interpreting, machines
from saphan.casework.understanding.models import AskedAbout
from saphan.empowerment.outreach import services as outreach
from saphan.empowerment.outreach.group import Group
from saphan.empowerment.outreach.services import Where
from saphan.network import pooling
from saphan.network import services as network
from saphan.network.deduplicating.models import DuplicateProposal
from saphan.network.desk_terms import note_term
from saphan.network.integrations import add_integration
from saphan.network.merging.acts import merge_organisations
from saphan.network.models import DayOff, Duty, Notice, Organisation, Staff
from saphan.network.notices import notify
from saphan.network.selectors import caller_of
from saphan.network.workers_bodies import note_workers_body
from saphan.remedy import claims, own_words, pressure, retaliation
from saphan.remedy import services as remedy
from saphan.remedy.claim_codes import SAFETY
from saphan.remedy.models import Evidence, Pressure, Retaliation, RoundAnswer
from saphan.store import clock
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Partner as PartnerCaller
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.tasks import run_waiting
from saphan.verification import selectors as verification
from saphan.verification.models import Signal
from saphan.verification.signals.services import record_outage
from saphan.voice import drafts
from saphan.voice import services as voice
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.events import Rang, Said
from saphan.voice.channels.models import CallBack, Delivery, Way
from saphan.voice.drafts import Draft
from saphan.voice.inbound import Handle, Inbound, Media
from saphan.voice.models import Ask, Attachment, Consent, Link, SearchKey
from saphan.voice.visits import visits
from saphan.voice.wishes.keeping import wish_for
from tests.attacks.route_boards import asked_of, drafted_board
from tests.attacks.route_polls import drafted, proposed
from tests.attacks.route_reviews import reviewed
from tests.attacks.route_tables import laid, offered
from tests.attacks.routes import GROUPS
from tests.remedy import walk as walks
from tests.remedy.walk import Walk
from tests.signed_in import BACKEND, desk_person, open_desk, partner_person, sign_in
from tests.verification.world import World, make
from tests.voice.channels.given import add_bot

CANARY = "zzz-heron-under-the-third-lamp"
ELSEWHERE = "zzz-crane-over-the-second-weir"  # what the other desk's workers said
"""Said by the worker, written by the desk about her: nobody but her and the desk's story people ever reads it."""
NUMBER = "+6681555012"

Ids = dict[str, str]


@dataclass
class Browser:
    """Somebody with a browser: her cookies, as they are before each request."""

    client: Client
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    form_key: str = ""

    def __post_init__(self) -> None:
        self.client.raise_request_exception = False
        self.cookies = SimpleCookie(self.client.cookies.output(header="", sep=";"))

    def rested(self) -> Client:
        """The client with the cookies it had at first."""
        self.client.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        return self.client


@dataclass
class Ground:
    """things: by owner, the value of each parameter that an address may name. walks: our desk's, and the other's."""

    walks: tuple[Walk, Walk]
    browsers: dict[str, Browser]
    things: dict[str, Ids]
    of_partner: dict[str, Ids]  # by role, what was disclosed to it
    of_person: dict[str, Ids]  # by role, what is hers alone

    def ids(self, role: str, owner: str) -> Ids:
        """What an address names for her and this owner; a parameter that is missing has no such thing."""
        if not owner:
            return {}
        if role in GROUPS["partners"]:
            return self._of_partner(role, owner)
        return {**self.things[owner], **(self.of_person.get(role, {}) if owner == "own" else {})}

    def _of_partner(self, role: str, owner: str) -> Ids:
        shown = ("disclosure_id", "commitment_id", "own_word_id")
        if owner == "own":
            rest = {name: value for name, value in self.things["own"].items() if name not in shown}
            return {**rest, **self.of_partner.get(role, {}), **self.of_person[role]}
        if owner == "partner":
            return self.of_partner["brand" if role == "supplier" else "supplier"]
        return self.things[owner]


ROLE = frozenset({"moderator"})


def build() -> Ground:
    """Everything is made by the services; time stands still (`clock.stopped_at`)."""
    bridge = walks.make(make())
    river = walks.make(_as_seen_by_river(bridge.world))
    ours, theirs = _Around(bridge, CANARY), _Around(river, ELSEWHERE)
    things = {"own": ours.things(), "team": ours.of_another_team(), "desk": theirs.things()}
    things["partner"] = {"staff_id": str(bridge.somchai.id)}
    _refer(ours, theirs, things)
    _pool(bridge.world, things)
    cast = _Cast(bridge, ours.recruiter)
    moderator = cast.rows["moderator"]
    things["own"] |= reviewed(bridge.world.bridge, StaffCaller(moderator.id, bridge.world.bridge, ROLE), "Golden Path")
    things["desk"] |= _reviewed_there(river)
    things["own"] |= _looks(ours, cast.rows)
    things["desk"] |= _looks(theirs, {})
    things["own"] |= _visit(bridge, cast.rows["outreach"].id)
    things["desk"] |= _visit(river, desk_person(river.world.bridge, "outreach", name="Olu").id)
    of_partner, lead = ours.of_partners(), (bridge.world.bridge, cast.rows["lead"].id)
    things["own"] |= drafted(*lead) | laid(*lead)
    things["desk"] |= drafted(river.world.bridge, river.ann.id) | laid(river.world.bridge, river.ann.id)
    things["own"] |= drafted_board(*lead)
    things["desk"] |= drafted_board(river.world.bridge, river.ann.id)
    things["own"]["own_word_id"], things["desk"]["own_word_id"] = _own_word(bridge.somchai), _own_word(river.somchai)
    for role in GROUPS["partners"]:
        organisation_id = cast.rows[role].organisation_id
        of_partner.setdefault(role, {}).update(proposed(*lead, organisation_id) | offered(*lead, organisation_id))
        of_partner[role]["own_word_id"] = _own_word(caller_of(cast.rows[role]))
        of_partner[role].update(asked_of(*lead, organisation_id, cast.rows[role].id))
    of_person = {role: {"notice_id": str(_notice(row.id))} for role, row in cast.rows.items()}
    for role in GROUPS["story"]:
        of_person[role]["interest_id"] = str(_interest(cast.rows[role], bridge.plant))
    things["desk"]["interest_id"] = str(theirs.interest_id)
    things["desk"]["notice_id"] = str(_notice(river.ann.id))
    return Ground((bridge, river), cast.browsers(), things, of_partner, of_person)


def _reviewed_there(river: Walk) -> Ids:
    """Any moderator reads any company's answer, so that one is nobody's of a desk."""
    row = desk_person(river.world.bridge, "moderator", name="Mod")
    found = reviewed(river.world.bridge, StaffCaller(row.id, river.world.bridge, ROLE), "Silver Gate")
    return {name: value for name, value in found.items() if name != "public_reply_id"}


def _visit(walk: Walk, carrier: UUID) -> Ids:
    visit_id = visits.begin_visit(holder=carrier, kind="pier", place="Pier 4", day=clock.today(), by=walk.nok)
    place_id = outreach.add_place(where=Where("pier", "Pier 4", "TH"), by=walk.nok)
    plan_id = outreach.plan_visit(place_id=place_id, holder=carrier, day=clock.today(), tablet=False, by=walk.nok)
    group_id, by = random_id(), StaffCaller(carrier, walk.world.bridge, frozenset({"outreach"}))
    outreach.count_group(plan_id=plan_id, group_id=group_id, group=Group(language="my", women=3), by=by)
    run_waiting()
    found = {"visit_id": visit_id, "carrier_id": carrier, "place_id": place_id, "plan_id": plan_id}
    return _words({**found, "group_id": group_id}) | {"visit_day": f"{clock.today()}"}


def _own_word(by: object) -> str:
    assert isinstance(by, PartnerCaller)
    return str(own_words.promise(words="We pay what jobs cost.", due_on=date(2027, 1, 1), by=by))


def _interest(row: Staff, organisation_id: UUID) -> UUID:
    by = caller_of(row)
    assert isinstance(by, StaffCaller)
    return declaring.declare(organisation_id=organisation_id, by=by)


def _as_seen_by_river(world: World) -> World:
    """The same pool from the other desk's side, at a plant of its own."""
    plant = network.create_organisation(kind="supplier", name="Red Crab Foods", country="TH")
    return World(plant, bridge=world.river, river=world.bridge, stranger=world.stranger, people=world.people)


def _looks(around: "_Around", rows: dict[str, Staff]) -> Ids:
    """What an administrator, the custodian and an interpreter of this desk were let look at, or ask to."""
    walk, desk_id = around.walk, around.walk.world.bridge
    admin, interpreter = (
        StaffCaller((rows.get(role) or desk_person(desk_id, role, name=role.title())).id, desk_id, frozenset({role}))
        for role in ("administrator", "interpreter")
    )
    story = walk.stories[0]
    asked, opened = (looking.ask_to_break_glass(about=story, reason="fault", by=admin) for _ in range(2))
    looking.decide_glass(look_id=opened, opens=True, by=walk.ann)
    with acting_as(walk.nok):
        message_id = looking.said_in_words(story)[0].id
    handed = interpreting.ask_interpreter(
        conversation_id=story, message_id=message_id, interpreter_id=interpreter.id, by=walk.nok
    )
    wanted = looking.ask_for_identity(conversation_id=story, reason="claim", by=walk.nok)
    with acting_as(walk.nok):
        rendering_id = AskedAbout.objects.get(asking_id=handed).rendering_id
    entered = {"server": "https://translate.example"}
    machine_id = machines.add_machine(adapter="libretranslate", name="Mill", entered=entered, by=walk.ann)
    machines.switch(machine_id=machine_id, on=True, by=walk.ann)
    later = voice.say_more(conversation_id=story, text="They hold it still.", once="knows of the machine")
    found = {"asked_glass_id": asked, "open_glass_id": opened, "identity_id": wanted, "asking_id": handed}
    found |= {"rendering_id": rendering_id, "machine_id": machine_id, "later_said_id": later}
    return _words({**found, "look_id": asked, "said_id": message_id, "interpreter_id": interpreter.id})


def _refer(ours: "_Around", theirs: "_Around", things: dict[str, Ids]) -> None:
    """To each of the two desks came a referral, and from each one went out; the other's went to a third desk."""
    stranger = ours.walk.world.stranger
    things["own"]["sent_id"] = str(ours.referred_to(ours.walk.world.river))
    things["own"]["referral_id"] = str(theirs.referred_to(ours.walk.world.bridge))
    things["desk"]["referral_id"] = things["desk"]["sent_id"] = str(theirs.referred_to(stranger))


def _pool(world: World, things: dict[str, Ids]) -> None:
    """A desk that is invited to the pool, one that is invited to another pool, and a frozen one with one lead."""
    invited, frozen = open_desk("Lake desk"), open_desk("Hill desk", pool_id=world.pool())
    for owner, member in (("own", world.member("lead", world.river)), ("desk", world.member("lead", world.stranger))):
        things[owner]["invitation_id"] = str(pooling.invite_to_pool(desk_id=invited, by=member))
    row = desk_person(frozen, "lead", name="Hana")
    network.freeze_desk(by=StaffCaller(row.id, frozen, frozenset({"lead"}), world.pool()))
    things["own"]["invitable_desk_id"] = str(world.stranger)
    things["own"]["desk_id"], things["desk"]["desk_id"] = str(frozen), str(world.river)


def _named(name: str) -> UUID:
    return network.create_organisation(kind="supplier", name=name, country="TH")


def _merged(away_id: UUID, stays_id: UUID) -> UUID:
    by = System("test.routes")
    return merge_organisations(
        organisation_id=away_id, read_as_id=stays_id, why="name", despite=("other_country",), by=by
    )


def organisation_of(desk_id: UUID) -> UUID:
    return Organisation.objects.get(desk=desk_id).id


def _notice(staff_id: UUID) -> UUID:
    notify(staff_ids=[staff_id], kind="test.look", object_id=uuid4())
    return Notice.objects.filter(staff_id=staff_id).latest("at").id


class _Around:
    """One desk's issue with everything that an address may name."""

    def __init__(self, walk: Walk, words: str) -> None:
        self.walk = walk
        self.words = words
        self.disclosures: dict[str, UUID] = {}
        self.commitments: dict[str, UUID] = {}
        self.representatives: dict[UUID, UUID] = {}
        self.recruiter = network.create_organisation(kind="recruiter", name="Lotus Road", country="KH")
        network.relate(source_id=self.recruiter, kind="recruits_for", target_id=walk.plant, since=clock.today())
        self._say_words()
        self._lead_to_people(walk.stories[0])
        self._work_on(walk.stories[0])
        self._work_on(walk.stories[1])
        self._disclose()
        self._open_draft()

    def _lead_to_people(self, story: UUID) -> None:
        """She wishes for a woman; somebody says whom she knows, hands it back, and is given it again."""
        nok = self.walk.nok
        wish_for(conversation_id=story, answered_by="woman", by=nok)
        declaring.say_gender(gender="woman", by=nok)
        self.interest_id = declaring.declare(organisation_id=self.recruiter, by=nok)
        giving.hand_back(conversation_id=story, why="too_much", by=nok)
        with acting_as(System("test.routes")):
            Route.objects.create(
                conversation_id=story, desk_id=nok.desk_id, to=nok.id, spoken="en", fit=0, load=0, at=clock.now()
            )
        self.reply_id = replies.write_reply(code="door", language="en", words="The door is open.", by=nok)

    def _say_words(self) -> None:
        picture = BytesIO()
        Image.new("RGB", (8, 8), "white").save(picture, "PNG")
        for number, story in enumerate(self.walk.stories):
            media = Media("image/png", picture.getvalue())
            voice.say_more(conversation_id=story, text=self.words, media=media, once=str(uuid4()))
            voice.set_details(conversation_id=story, phone=f"{NUMBER}{number}", place=self.words)
            voice.choose_word(conversation_id=story, word="lamp")

    def _work_on(self, story: UUID) -> None:
        nok = self.walk.nok
        casework.add_note(conversation_id=story, text=self.words, by=nok)
        voice.mark(conversation_id=story, word="Mahachai", by=nok)
        self._speaks_for_others(story)
        case_id = casework.open_case(conversation_id=story, by=nok)
        casework.add_need(case_id=case_id, kind="legal", by=nok)
        casework.record_concern(
            case_id=case_id,
            conversation_id=story,
            by=nok,
            kind="unpaid_overtime",
            respondent_id=self.walk.plant,
            stage="employment",
            period_from=clock.today(),
        )
        run_waiting()

    def _speaks_for_others(self, story: UUID) -> None:
        case_id = casework.open_case(conversation_id=story, by=self.walk.nok)
        self.representatives[story] = casework.name_representative(
            case_id=case_id,
            conversation_id=story,
            kind="friend",
            mandate="own_word",
            number=3,
            may_confirm="workers",
            words=self.words,
            by=self.walk.nok,
        )

    def referred_to(self, desk_id: UUID) -> UUID:
        """The worker agreed that another desk reads where she works."""
        story = self.walk.stories[0]
        referral_id = casework.propose_referral(
            conversation_id=story,
            recipient_id=organisation_of(desk_id),
            chosen=casework.Chosen(frozenset({"where", "reach"}), frozenset(), "They know the law there."),
            by=self.walk.nok,
        )
        with acting_as(System("test.routes")):
            ask_id = Ask.objects.get(ref=referral_id).id
        voice.answer(ask_id=ask_id, code="yes", parts=["reach"], by=self.walk.nok)
        run_waiting()
        return referral_id

    def _own_case(self) -> UUID:
        """The third worker's own case, shown to the plant."""
        story, nok, plant = self.walk.stories[2], self.walk.nok, self.walk.plant
        claim_id = claims.wish_in_talk(conversation_id=story, by=nok)
        claims.check_safety(claim_id=claim_id, answers=dict.fromkeys(SAFETY, "yes"), safe=True, by=nok)
        claims.propose_claim(claim_id=claim_id, recipient_id=plant, words="Please pay me.", fields={}, by=nok)
        with acting_as(System("test.routes")):
            ask_id = Ask.objects.get(ref=claim_id).id
        voice.answer(ask_id=ask_id, code="yes", parts=["claim"], by=nok)
        run_waiting()
        claims.show_claim(claim_id=claim_id, by=nok)
        remedy.see_own_cases(draft_id=self.draft_id, by=self.walk.preecha)
        return claim_id

    def _disclose(self) -> None:
        walk = self.walk
        for role, recipient in (("supplier", walk.plant), ("brand", walk.brand), ("recruiter", self.recruiter)):
            self.disclosures[role] = walk.disclosed(to=recipient)
            self.commitments[role] = walk.promised(self.disclosures[role], by=walk.partner(recipient))
        pdf = remedy.PartnerFile(b"%PDF-1.4 names of workers")
        remedy.add_evidence(disclosure_id=self.disclosures["supplier"], file=pdf, by=walk.somchai)
        round_id = remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
        walk.answer("enough", round_id, "enough", "advice_first")
        with acting_as(System("test.routes")):
            retaliation.report(walk.issue_id, walk.stories[0], Moment(clock.now()))

    def _open_draft(self) -> None:
        """A newer version for the supplier: they agreed to it, and its wait is over."""
        self.draft_id = self.walk.draft()
        self.walk.consent(self.draft_id)
        self.walk.wait_is_over()

    def things(self) -> Ids:
        world = self.walk.world
        one, other, *_ = sorted({voice.voice_group for voice in verification.voices_of(self.walk.issue_id)})
        with acting_as(System("test.routes")):
            more = {
                "issue_id": self.walk.issue_id,
                "voice_group": one,
                "other_voice_group": other,
                "draft_id": self.draft_id,
                "answer_id": RoundAnswer.objects.get(code="advice_first", desk_id=world.bridge).id,
                "retaliation_id": Retaliation.objects.get(desk_id=world.bridge).id,
                "evidence_id": Evidence.objects.get(desk_id=world.bridge).id,
                "signal_id": _signal(world, self.walk.plant),
            }
        more["outage_id"] = record_outage(
            why="closed", first_day=date(2026, 1, 1), last_day=date(2026, 1, 2), by=self.walk.preecha
        )
        about_her = self.of_story(self.walk.stories[0])
        about_her["claim_id"] = str(self._own_case())
        about_her["move_id"] = str(self._asked_to_move(self.walk.stories[0]))
        about_her["reply_id"] = str(self.reply_id)
        about_her |= self._of_undoing(self.walk.stories[0]) | self._of_a_channel()
        return {**about_her, **_words(more), **self._of_network(), **self.of_partners()["supplier"]}

    def of_another_team(self) -> Ids:
        story = self.walk.stories[1]
        colleague = desk_person(self.walk.world.bridge, "caseworker", name="Than")
        by = caller_of(colleague)
        assert isinstance(by, StaffCaller)
        voice.assign(conversation_id=story, by=by)
        return {**self.of_story(story), "interest_id": str(_interest(colleague, self.recruiter))}

    def of_story(self, story: UUID) -> Ids:
        with acting_as(System("test.routes")):
            party = Party.objects.filter(conversation_id=story).latest("id")
            found = {
                "conversation_id": story,
                "case_id": party.case_id,
                "message_id": voice.reply(conversation_id=story, text="We read you", by=self.walk.nok),
                "note_id": Note.objects.filter(conversation_id=story).latest("id").id,
                "mention_id": SearchKey.objects.filter(conversation_id=story, kind="mark").latest("id").mention_id,
                "need_id": party.case.needs.get().id,
                "representative_id": self.representatives[story],
                "concern_id": party.case.concerns.get().id,
                "attachment_id": Attachment.objects.get(conversation_id=story).id,
                "ask_id": Ask.objects.get(conversation_id=story, ref=self.draft_id).id,
                "consent_id": Consent.objects.filter(conversation_id=story, ended_on=None).earliest("on", "id").id,
            }
        return _words(found) | self._other_ways(story)

    def _other_ways(self, story: UUID) -> Ids:
        """A story whose code she lost, one that an old account says is hers, and one with a code of its own."""
        desk_id, nok = self.walk.world.bridge, self.walk.nok
        lost, old, third = (
            voice.accept(Inbound(desk_id, "web", "my", str(uuid4()), text=self.words)) for _ in range(3)
        )
        link_id = voice.link_lost(conversation_id=story, earlier_id=lost.conversation_id, by=nok)
        with acting_as(System("test.routes")) as moment:
            says_so = Link.objects.create(
                desk_id=desk_id,
                conversation_id=story,
                earlier_id=old.conversation_id,
                how="owner",
                on=moment.day,
                here_on=moment.day,
            )
        return {"link_id": str(link_id), "old_account_id": str(says_so.id), "claim_code": third.claim_code}

    def _of_a_channel(self) -> Ids:
        """Somebody writes to the desk's bot and wants to be rung; whether an answer went out is not known."""
        account_id = add_bot(self.walk.world.bridge)
        opened = accounts.opened(account_id)
        assert opened is not None
        handle = Handle("telegram", "7001001")
        inbox.keep(opened, [Said("1", clock.now(), handle, self.words), Rang("2", clock.now(), handle)])
        run_waiting()
        with acting_as(System("test.routes")):
            story = Way.objects.get(account_id=account_id).conversation_id
        message_id = voice.reply(conversation_id=story, text="We read it.", by=self.walk.nok)
        with acting_as(System("test.routes")):
            Delivery.objects.filter(message_id=message_id).update(progress="unknown")
            delivery_id = Delivery.objects.get(message_id=message_id).id
            call_id = CallBack.objects.get(conversation_id=story).id
        return _words({"account_id": account_id, "delivery_id": delivery_id, "call_id": call_id})

    def _of_undoing(self, story: UUID) -> Ids:
        """A reply that she read before it was taken back, a note for the next shift, a batch, and pressure on her."""
        nok = self.walk.nok
        wrong = voice.reply(conversation_id=story, text="Dear somebody else", by=nok)
        assert wrong
        voice.see_answers(conversation_id=story)
        answer = batches.Answer(approved="we_read_you")
        with acting_as(System("test.routes")):
            pressure.report(self.walk.issue_id, story, Moment(clock.now()))
            pressed = Pressure.objects.get(conversation_id=story).id
        found = {
            "slip_id": slips.take_back(message_id=wrong, by=nok),
            "hand_over_id": hand_over.leave_note(text=self.words, by=nok),
            "batch_id": batches.send_to_many(conversation_ids=self.walk.stories[1:], answer=answer, by=nok),
            "pressure_id": pressed,
            "other_story_id": self.walk.stories[2],
            "other_case_id": casework.open_case(conversation_id=self.walk.stories[2], by=nok),
        }
        return {name: str(value) for name, value in found.items()}

    def _asked_to_move(self, story: UUID) -> UUID:
        moves.propose_move(conversation_id=story, to_desk_id=self.walk.world.river, why="country", by=self.walk.nok)
        with acting_as(System("test.routes")):
            return Move.objects.get(conversation_id=story, state="asked").id

    def _of_network(self) -> Ids:
        desk_id, plant = self.walk.world.bridge, self.walk.plant
        leaver = desk_person(desk_id, "caseworker", name="Pim")
        network.set_duty(desk_id=desk_id, staff_id=leaver.id, weekday=2, opens=time(9), closes=time(17))
        Organisation.objects.filter(id=plant).update(provisional=True)
        relation = network.relate(source_id=plant, kind="owns", target_id=self.walk.brand, since=date(2026, 1, 1))
        return {
            "organisation_id": str(plant),
            "target_id": str(self.recruiter),
            "other_desk_id": str(self.walk.world.river),
            "other_organisation_id": str(organisation_of(self.walk.world.river)),
            "body_id": str(self._union()),
            "relation_id": str(relation),
            "duplicate_id": str(self._duplicate()),
            "mark_id": str(network.add_mark(organisation_id=plant, kind="registration", written="0105500000017")),
            "duty_id": str(Duty.objects.get(staff=leaver).id),
            "staff_id": str(leaver.id),
            "token": network.make_poster(desk_id=desk_id, organisation_id=plant),
            "day_off_id": str(self._day_off()),
            "integration_id": str(self._system()),
            "term_id": str(self._term()),
            "link_token": network.new_link(staff_id=leaver.id).token,
            "small_name_id": str(_named("Blu Praun")),
            "merge_id": str(_merged(_named("B. Praun"), plant)),
        }

    def _term(self) -> UUID:
        return note_term(language="mnw", term="ကမၠောန်", meaning="work", by=self.walk.nok)

    def _duplicate(self) -> UUID:
        left, right = sorted((self.walk.plant, self.recruiter))
        row = DuplicateProposal(left_id=left, right_id=right, probability=0.9, features={}, engine="duckdb", model="1")
        row.on = clock.today()
        row.save()
        return row.id

    def _union(self) -> UUID:
        return note_workers_body(
            organisation_id=self.walk.plant, kind="union", name="Pier Union", how_to_reach="Room 2", by=self.walk.ann
        )

    def _day_off(self) -> UUID:
        day = clock.today() + timedelta(days=200)
        network.add_day_off(desk_id=self.walk.world.bridge, day=day)
        return DayOff.objects.get(desk_id=self.walk.world.bridge, day=day).id

    def _system(self) -> UUID:
        desk_id = self.walk.world.bridge
        made = add_integration(
            desk_id=desk_id, name="Union line", run_by="union", organisation_id=None, by=self.walk.ann
        )
        return made.integration_id

    def of_partners(self) -> dict[str, Ids]:
        return {
            role: {"disclosure_id": str(self.disclosures[role]), "commitment_id": str(self.commitments[role])}
            for role in self.disclosures
        }


def _signal(world: World, plant: UUID) -> UUID:
    """As a nightly look would raise it; call as System."""
    today = clock.today()
    weeks = {"began": today, "until": today, "raised_on": today, "seen_on": today}
    counts = {"voices": 4, "expected": 0.5, "score": 2.0}
    unit = {"unit_kind": "workplace", "unit_id": str(plant), "respondents": [plant]}
    return Signal.objects.create(pool_id=world.pool(), method="rise", family="C", **weeks, **counts, **unit).id


class _Cast:
    """Somebody in each role, signed in where the role can be."""

    def __init__(self, walk: Walk, recruiter: UUID) -> None:
        self.walk = walk
        world, people = walk.world, walk.world.people
        self.rows: dict[str, Staff] = {}
        for role in GROUPS["desk"]:
            known = people.get(f"{role} {world.bridge}")
            self.rows[role] = known or desk_person(world.bridge, role, name=role.title())
        office = network.create_organisation(kind="government", name="Province Labour Office", country="TH")
        companies = (walk.plant, walk.brand, recruiter, office)
        for role, organisation_id in zip(GROUPS["partners"], companies, strict=True):
            known = Staff.objects.filter(organisation_id=organisation_id).first()
            self.rows[role] = known or partner_person(organisation_id)

    def browsers(self) -> dict[str, Browser]:
        found = {role: Browser(sign_in(Client(), row)) for role, row in self.rows.items()}
        found |= {"anonymous": Browser(Client()), "left": self._who_left(), "no_factor": self._without_second_factor()}
        for role, story in zip(GROUPS["workers"], (self.walk.stories[0], self.walk.stories[2]), strict=True):
            found[role] = _in_her_story(story)
        return found

    def _who_left(self) -> Browser:
        row = desk_person(self.walk.world.bridge, "caseworker", "verifier", name="Gone")
        browser = Browser(sign_in(Client(), row))
        network.let_go(staff_id=row.id)
        return browser

    def _without_second_factor(self) -> Browser:
        row = desk_person(self.walk.world.bridge, "caseworker", "lead", "verifier", name="Hasty")
        client = Client()
        client.force_login(row, backend=BACKEND)
        return Browser(client)


def _in_her_story(story: UUID) -> Browser:
    token = drafts.new_token()
    drafts.keep(token, Draft(conversation=str(story), code="", returned=True))
    client = Client()
    client.cookies["page"] = token
    return Browser(client, form_key=drafts.form_key(token))


def _words(ids: dict[str, UUID | None]) -> Ids:
    return {name: str(value) for name, value in ids.items()}
