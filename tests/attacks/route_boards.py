"""Boards for the walk over every route: a draft, what waits for moderators, and what companies are asked."""

from datetime import timedelta
from uuid import UUID

from saphan.dialogue.boards import answering, asking, services
from saphan.dialogue.boards.services import Draft
from saphan.dialogue.models import BoardAnswer, BoardQuestion
from saphan.network import services as network
from saphan.network.models import Organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.ids import random_id
from tests.attacks.route_forms import HALL
from tests.signed_in import partner_person

SYSTEM = System("test.boards")


def drafted_board(desk_id: UUID, staff_id: UUID) -> dict[str, str]:
    """And on another one, whose company is in no other test, a question and an answer that wait for a moderator."""
    by = _lead(desk_id, staff_id)
    hall = {"name": "Hall without a board", "kind": "workplace", "country": "TH"}
    Organisation.objects.get_or_create(id=UUID(HALL), defaults=hall)
    draft = Draft(organisation_id=_workplace(f"Draft hall {desk_id.hex[:4]}"))
    company = network.create_organisation(kind="supplier", name=f"Answering {desk_id.hex[:4]}", country="TH")
    partner = Partner(partner_person(company).id, company, frozenset({"partner"}))
    waiting, released = _opened(by, partner)
    answering.respond(question_id=released, text="Fans come in May.", language="en", once=random_id(), by=partner)
    with acting_as(SYSTEM):
        answer_id = BoardAnswer.objects.get(question_id=released).id
    found = {"board_id": services.keep_draft(draft=draft, by=by), "board_question_id": waiting}
    return {name: str(value) for name, value in {**found, "board_answer_id": answer_id}.items()}


def asked_of(desk_id: UUID, staff_id: UUID, responder_id: UUID, responder: UUID) -> dict[str, str]:
    """What waits for a company's promise, and a question that waits for its answer."""
    by = _lead(desk_id, staff_id)
    _, released = _opened(by, Partner(responder, responder_id, frozenset({"partner"})))
    return {"asked_board_id": str(_proposed(by, responder_id)), "asked_question_id": str(released)}


def _proposed(by: Staff, responder_id: UUID) -> UUID:
    draft = Draft(_workplace(f"Hall {random_id().hex[:6]}"), ("en",), responder_id, "desk", 11, 14)
    board_id = services.keep_draft(draft=draft, by=by)
    services.propose(board_id=board_id, by=by)
    return board_id


def _opened(by: Staff, partner: Partner) -> tuple[UUID, UUID]:
    """A question that nobody has read, and one that everybody reads."""
    board_id = _proposed(by, partner.organisation_id)
    services.accept(board_id=board_id, by=partner)
    services.open_board(board_id=board_id, by=by)
    for once in ("first", "second"):
        asking.ask(board_id=board_id, text="When are the fans mended?", language="en", once=once)
    with acting_as(SYSTEM):
        waiting, out = BoardQuestion.objects.filter(board_id=board_id)
        out.state = "passed"
        out.save(update_fields=["state"])
        out.state, out.words, out.sealed = "released", {"en": "When are the fans mended?"}, None
        out.released_on, out.answer_by = out.not_before, out.not_before + timedelta(days=14)
        out.save()
    return waiting.id, out.id


def _workplace(name: str) -> UUID:
    place = network.create_organisation(kind="workplace", name=name, country="TH")
    network.add_workforce_group(organisation_id=place, headcount=60, counted_on=clock.today(), source="poster")
    return place


def _lead(desk_id: UUID, staff_id: UUID) -> Staff:
    return Staff(staff_id, desk_id, frozenset({"lead"}))
