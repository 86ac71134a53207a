"""Given names and marks of organisations, they are kept in one form, found by their keys, and changed by few."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.network import services
from saphan.network.matching import asked, finding, keys
from saphan.network.matching.filling import catch_up
from saphan.network.matching.marking import normal
from saphan.network.matching.models import Key, Mark
from saphan.network.matching.spelled import sound, spell
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.network.models import Alias, Organisation
from saphan.network.refusals import NotSuchAMark
from saphan.network.selectors import candidates, whom
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from tests.casework import given
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def prawn(db: None) -> UUID:
    return services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH", place="Samut Sakhon")


def keys_of(organisation_id: UUID) -> set[int]:
    return set(Key.objects.filter(organisation=organisation_id).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("phone", "๐๒ ๐๐๐-๐๐๐๑", "+6620000001"),
        ("phone", "+66 2 000 0001", "+6620000001"),
        ("registration", "0-1055-00000-01-7", "0105500000017"),
        ("website", "HTTPS://www.BluePrawn.example/jobs?x=1", "blueprawn.example"),
        ("address", "99/1 หมู่ 2", "99 1 hmu 2"),
    ],
)
def test_a_mark_is_kept_in_one_form(kind: str, written: str, kept: str) -> None:
    assert normal(kind, written, "TH") == kept


@pytest.mark.parametrize(
    ("kind", "written"), [("phone", "call me"), ("website", "blue"), ("registration", "-"), ("x", "y")]
)
def test_what_is_none_is_refused_and_nothing_changes(prawn: UUID, kind: str, written: str) -> None:
    before = keys_of(prawn)
    with pytest.raises(NotSuchAMark):
        services.add_mark(organisation_id=prawn, kind=kind, written=written)
    assert keys_of(prawn) == before and not Mark.objects.exists()


def test_what_very_many_share_is_looked_at_only_where_nothing_else_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {
        name: services.create_organisation(kind="supplier", name=f"Golden {name}", country="TH")
        for name in ("Crab", "Duck", "Goat")
    }
    monkeypatch.setattr(finding, "MOST_OF_A_KEY", 2)

    def sharing(typed: str) -> list[UUID]:
        return [one.id for one in finding.sharing_keys(keys.of_asked(asked.read(typed, "TH")))]

    assert sharing("Kolden Crab") == [made["Crab"]]  # the sound of Golden is three times there
    assert len(sharing("Kolden")) == 2  # and all that there is to go by
    assert made["Crab"] in sharing("Golden Crab") and len(sharing("Golden Crab")) >= 2  # a whole word tells anyway


def test_keys_follow_names_and_marks(prawn: UUID) -> None:
    assert [one.organisation_id for one in candidates("บลูพรอว์น")] == [prawn]
    assert whom("ปลาทอง").candidates == ()
    services.add_alias(organisation_id=prawn, name="ปลาทอง")
    assert whom("ปลาทอง").picked == prawn

    mark = services.add_mark(organisation_id=prawn, kind="website", written="prawn.example")
    again = services.add_mark(organisation_id=prawn, kind="website", written="www.prawn.example")
    assert mark == again and whom("prawn.example").picked == prawn
    services.remove_mark(mark_id=mark)
    assert whom("prawn.example").candidates == ()
    with acting_as(System("test")):
        names = list(Event.objects.filter(act__startswith="network.mark").values_list("act", flat=True))
    assert sorted(names) == ["network.mark_added", "network.mark_removed"]


def test_one_that_came_without_keys_gets_them(prawn: UUID) -> None:
    star = Organisation.objects.create(kind="supplier", name="Golden Star", country="TH")
    Alias.objects.create(organisation=star, name="ดาวทอง")
    Mark.objects.create(organisation=star, kind="phone", written="02 000 0002", normal="+6620000002")
    before = keys_of(prawn)
    assert catch_up() == 1 and catch_up() == 0
    assert keys_of(star.id) == keys.of_organisation(("Golden Star", "ดาวทอง"), [("phone", "+6620000002")])
    assert whom("ดาวทอง").picked == star.id and keys_of(prawn) == before


def test_who_may_not_changes_nothing(prawn: UUID) -> None:
    desk = given.our_desk()
    mark = services.add_mark(organisation_id=prawn, kind="phone", written="02 000 0001", by=desk.nok)
    with pytest.raises(NotAllowed):
        services.remove_mark(mark_id=mark, by=desk.nok)
    before = keys_of(prawn)
    address = f"/desk/network/{prawn}/mark/"
    caseworker = sign_in(Client(), given.member(desk.nok))
    assert caseworker.post(address, {"kind": "phone", "written": "02 000 0002"}).status_code == 403
    assert caseworker.post(f"{address}{mark}/remove/").status_code == 403
    assert keys_of(prawn) == before and Mark.objects.count() == 1


def test_the_lead_s_page(prawn: UUID) -> None:
    lead = sign_in(Client(), given.member(given.our_desk().ann))
    address = f"/desk/network/{prawn}/"
    assert lead.post(f"{address}mark/", {"kind": "phone", "written": "02 000 0001"}).status_code == 302
    refused = lead.post(f"{address}mark/", {"kind": "phone", "written": "no number"})
    assert refused.status_code == 409 and "It does not look like one." in refused.content.decode()
    mark = Mark.objects.get()
    html = lead.get(address).content.decode()
    assert "02 000 0001" in html and f"{address}mark/{mark.id}/remove/" in html
    other = services.create_organisation(kind="supplier", name="Grey Eel", country="TH")
    assert lead.post(f"/desk/network/{other}/mark/{mark.id}/remove/").status_code == 404
    assert lead.post(f"{address}mark/{mark.id}/remove/").status_code == 302
    assert not Mark.objects.exists()
    found = lead.get("/desk/network/", {"q": "blue praun"}).content.decode()
    assert "Blue Prawn Foods" in found and "sounds alike" in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blue Prawn", "บลูพรอว์น"),
        ("Blue Prawn", "ဘလူးပရွန်း"),
        ("Golden Star", "โกลเด้นสตาร์"),
        ("Golden Star", "គោលដេនស្តារ"),
        ("Golden Star", "गोल्डन स्टार"),
    ],
)
def test_a_name_sounds_the_same_in_other_letters(one: str, other: str) -> None:
    assert spell(one).sound == spell(other).sound


def test_sounds() -> None:
    assert sound("") == "" and sound("aeiou") == ""
    assert sound("chichi") == "ss" and sound("mebb") == "mp"
    assert spell("บริษัทกุ้งฟ้าจำกัด").joined == spell("กุ้งฟ้า").joined
    assert spell("Co., Ltd.").plain == "co ltd"


def test_one_letter_wrong_missing_or_added_still_shares_a_key() -> None:
    right = set(keys.of_name(spell("Thalang Mekhin")))
    for typed in ("Thalamg Mekhin", "Thaang Mekhin", "Thaltang Mekhin", "ထလင် မခင်"):
        assert right & set(keys.of_name(spell(typed))), typed


def test_those_that_are_one_are_found_as_one(prawn: UUID) -> None:
    # Given the same organisation stands there twice, under another name
    twin = services.create_organisation(kind="supplier", name="ปลาทอง", country="TH")
    services.add_mark(organisation_id=twin, kind="phone", written="02 000 0003")
    lead = given.our_desk().ann
    merge_id = merge_organisations(organisation_id=twin, read_as_id=prawn, why="told", by=lead)

    # When somebody types a name or number of either, then it is the one that both are read as
    for typed in ("ปลาทอง", "Blue Prawn Foods", "02 000 0003"):
        assert [one.organisation_id for one in candidates(typed, "TH")] == [prawn], typed
    split_organisations(merge_id=merge_id, by=lead)
    assert whom("ปลาทอง", "TH").picked == twin
