"""Given somebody who changes or leaves, her sessions end in the same moment and her work is in other hands."""

from datetime import time
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework import services as casework
from saphan.casework.models import Case
from saphan.network import services
from saphan.network.models import Duty, Staff
from saphan.network.refusals import LastLead, RolesDoNotFit
from saphan.network.selectors import caller_of
from saphan.store import callers
from saphan.store.acting import acting_as
from saphan.store.refusals import NotAllowed
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Conversation
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "nine prawns on a blue boat"


def started(desk_id: UUID, *roles: str, name: str) -> Staff:
    staff = desk_person(desk_id, *roles, name=name)
    services.start(token=services.new_link(staff_id=staff.id).token, password=PASSWORD)
    staff.refresh_from_db()
    return staff


def as_staff(staff: Staff) -> callers.Staff:
    caller = caller_of(staff)
    assert isinstance(caller, callers.Staff)
    return caller


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Staff:
    return started(desk_id, "lead", "caseworker", name="Ann")


@pytest.fixture
def nok(desk_id: UUID) -> Staff:
    return started(desk_id, "caseworker", "verifier", name="Nok")


@pytest.fixture
def story(desk_id: UUID, nok: Staff) -> UUID:
    """Nok has taken it on, opened a case for it and is on duty."""
    made = accept(Inbound(desk_id, "web", "my", once=str(uuid4()), text="no pay")).conversation_id
    voice.assign(conversation_id=made, by=as_staff(nok))
    casework.open_case(conversation_id=made, by=as_staff(nok))
    services.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=0, opens=time(9), closes=time(18))
    services.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=1, opens=time(9), closes=time(18))
    return made


def in_whose_hands(by: Staff, story: UUID) -> tuple[UUID | None, UUID]:
    with acting_as(as_staff(by)):
        return Conversation.objects.get(id=story).assigned_to, Case.objects.get().owner


def test_her_work_goes_to_a_colleague(desk_id: UUID, ann: Staff, nok: Staff, story: UUID) -> None:
    mint = started(desk_id, name="Mint")
    services.set_duty(desk_id=desk_id, staff_id=mint.id, weekday=1, opens=time(9), closes=time(18))
    services.let_go(staff_id=nok.id, to=mint.id, by=as_staff(ann))
    assert in_whose_hands(ann, story) == (mint.id, mint.id)
    assert sorted(Duty.objects.values_list("staff_id", "weekday")) == [(mint.id, 0), (mint.id, 1)]


def test_or_to_nobody_in_particular_and_cases_come_to_the_lead(ann: Staff, nok: Staff, story: UUID) -> None:
    services.let_go(staff_id=nok.id, by=as_staff(ann))
    assert in_whose_hands(ann, story) == (None, ann.id)
    assert not Duty.objects.exists()


def test_the_installation_itself_gives_cases_to_a_lead(ann: Staff, nok: Staff, story: UUID) -> None:
    services.let_go(staff_id=nok.id)
    assert in_whose_hands(ann, story) == (None, ann.id)


def test_whom_it_cannot_go_to_leaves_everything_as_it_was(desk_id: UUID, ann: Staff, nok: Staff, story: UUID) -> None:
    analyst = started(desk_id, "analyst", name="Ana")
    stranger = started(open_desk("Bridge Cambodia"), name="Sophea")
    for to in (analyst.id, stranger.id, nok.id, uuid4()):
        with pytest.raises(NotAllowed):
            services.let_go(staff_id=nok.id, to=to, by=as_staff(ann))
    nok.refresh_from_db()
    assert nok.left_on is None and nok.check_password(PASSWORD)
    assert in_whose_hands(ann, story) == (nok.id, nok.id) and Duty.objects.count() == 2


def test_the_last_lead_cannot_leave_nor_stop_being_one(desk_id: UUID, ann: Staff, nok: Staff) -> None:
    desk_person(desk_id, "lead", name="Invited")  # has not signed in yet
    with pytest.raises(LastLead):
        services.let_go(staff_id=ann.id)
    with pytest.raises(LastLead):
        services.change_staff(staff_id=ann.id, roles=["caseworker"], languages=[], language="en", by=as_staff(ann))
    ann.refresh_from_db()
    assert ann.left_on is None and "lead" in ann.roles
    started(desk_id, "lead", name="Bo")
    services.change_staff(staff_id=ann.id, roles=["caseworker"], languages=["my"], language="th", by=as_staff(ann))
    ann.refresh_from_db()
    assert (ann.roles, ann.languages, ann.language) == (["caseworker"], ["my"], "th")


def test_sessions_end_where_a_role_is_taken_away_and_only_there(ann: Staff, nok: Staff) -> None:
    hers = sign_in(Client(), nok)
    by = as_staff(ann)
    roles = ["caseworker", "verifier", "analyst"]
    services.change_staff(staff_id=nok.id, roles=roles, languages=["th"], language="en", by=by)
    assert hers.get("/desk/").status_code == 200
    services.change_staff(staff_id=nok.id, roles=["verifier"], languages=["th"], language="en", by=by)
    assert hers.get("/desk/")["Location"].startswith("/account/login/")
    again = sign_in(Client(), Staff.objects.get(id=nok.id))
    assert again.get("/account/notices/").status_code == 200
    services.change_staff(staff_id=nok.id, roles=["analyst"], languages=[], language="en", by=by)
    assert again.get("/account/notices/").status_code == 302


def test_others_change_nothing(desk_id: UUID, ann: Staff, nok: Staff) -> None:
    stranger = started(open_desk("Bridge Cambodia"), "lead", name="Sophea")
    for by in (stranger, nok):
        with pytest.raises(NotAllowed):
            services.change_staff(staff_id=nok.id, roles=["lead"], languages=[], language="en", by=as_staff(by))
    for roles in ([], ["partner"]):
        with pytest.raises(RolesDoNotFit):
            services.change_staff(staff_id=nok.id, roles=roles, languages=[], language="en", by=as_staff(ann))
    assert Staff.objects.get(id=nok.id).roles == ["caseworker", "verifier"]


def test_who_left_may_be_invited_again_also_by_another_desk(ann: Staff, nok: Staff) -> None:
    there = open_desk("Bridge Cambodia")
    services.let_go(staff_id=nok.id, by=as_staff(ann))
    with pytest.raises(NotAllowed):
        services.let_go(staff_id=nok.id, by=as_staff(ann))
    organisation_id = Staff.objects.get(id=desk_person(there, "lead", name="Sophea").id).organisation_id
    invited = services.invite_staff(
        email=nok.email, name="Nok", organisation_id=organisation_id, desk_id=there, roles=["caseworker"]
    )
    assert Staff.objects.get(email=nok.email).id == invited.staff_id != nok.id
    assert Staff.objects.get(id=nok.id).email.endswith("@left.invalid")


def test_the_page_shows_what_she_holds_and_lets_her_go(desk_id: UUID, ann: Staff, nok: Staff, story: UUID) -> None:
    mint = started(desk_id, name="Mint")
    lead, here = sign_in(Client(), ann), f"/desk/network/people/{nok.id}/"
    page = lead.get(here).content.decode()
    assert all(words in page for words in ("Stories assigned to her", "Open cases", "Hours on duty", "Mint"))
    assert lead.post(here, {"roles": ["caseworker"], "language": "th", "languages": ["my"]}).status_code == 302
    assert "signed out everywhere" in lead.get(f"{here}?done=changed").content.decode()
    assert lead.post(here, {"roles": []}).status_code == 422
    assert lead.post(f"{here}left/", {"to": "not an id"}).status_code == 409
    assert lead.post(f"{here}left/", {"to": str(mint.id)})["Location"] == "/desk/network/desk/"
    assert in_whose_hands(ann, story) == (mint.id, mint.id)
    assert lead.get(here).status_code == lead.post(here, {"roles": ["lead"], "language": "en"}).status_code == 404
    own = lead.get(f"/desk/network/people/{ann.id}/").content.decode()
    assert "The only lead who can sign in" in own and "two colleagues do this" in own
    refused = lead.post(f"/desk/network/people/{ann.id}/", {"roles": ["caseworker"], "language": "en"})
    assert refused.status_code == 409 and "another lead first" in refused.content.decode()
