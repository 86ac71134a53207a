"""Given a severe case, a file of it is written only for whom she agreed to, with what she agreed to, by who may."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from saphan.casework import services as casework
from saphan.casework.htcds import giving
from saphan.casework.htcds.giving import Wanted, ask_for_file, give_file, taken_back_in_talk
from saphan.casework.htcds.page import file_page
from saphan.casework.refusals import DoesNotFit, NobodyToReferTo, NotAgreed, NotSevere
from saphan.network.models import Role
from saphan.network.services import create_organisation
from saphan.standards.htcds import validate
from saphan.standards.htcds_files import read
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.models import Ask, Consent, Told
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.story_page import story
from tests.casework.given import Desk, Say, events, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db

NUMBER, NAME = "+66 81-234 5678", "Daw Mya"


@dataclass(frozen=True)
class Severe:
    desk: Desk
    case_id: UUID
    conversation_id: UUID
    recipient_id: UUID

    @property
    def ids(self) -> dict[str, UUID]:
        return {"case_id": self.case_id, "conversation_id": self.conversation_id, "recipient_id": self.recipient_id}

    def asked(self, *parts: str, name: str = "", **more: date) -> UUID:
        return ask_for_file(**self.ids, wanted=Wanted(frozenset(parts), name, **more), by=self.desk.nok)

    def she_says(self, code: str, *parts: str) -> None:
        with acting_as(System("test")):
            ask_id = Ask.objects.filter(conversation_id=self.conversation_id, question="htcds").latest("id").id
        voice.answer(ask_id=ask_id, code=code, parts=parts, by=Story(self.conversation_id))
        run_waiting()

    def record(self, kind: str, respondent: UUID, stage: str = "employment") -> UUID:
        return casework.record_concern(
            case_id=self.case_id,
            conversation_id=self.conversation_id,
            by=self.desk.nok,
            kind=kind,
            respondent_id=respondent,
            stage=stage,
            period_from=date(2026, 1, 1),
        )

    def file(self, form: str = "json", by: Staff | None = None) -> bytes:
        return give_file(**self.ids, form=form, by=by or self.desk.nok).content


@pytest.fixture
def severe(desk: Desk, say: Say, blue_prawn: UUID) -> Severe:
    safe_house = create_organisation(kind="service", name="Safe House", country="TH")
    conversation_id = say("They lock us in", language="en")
    voice.set_details(conversation_id=conversation_id, phone=NUMBER)
    case_id = casework.open_case(conversation_id=conversation_id, by=desk.nok)
    made = Severe(desk, case_id, conversation_id, safe_house)
    made.record("document_held", blue_prawn)
    made.record("confinement", blue_prawn)
    return made


def written(severe: Severe) -> dict[str, tuple[str, ...]]:
    return dict(read(severe.file(), "json").lines[0])


def consents(severe: Severe) -> list[bool]:
    """Those that stand."""
    with acting_as(System("test")):
        found = Consent.objects.filter(conversation_id=severe.conversation_id, purpose="htcds", ended_on=None)
        return list(found.values_list("given", flat=True))


def test_she_reads_every_word_and_the_file_says_only_what_she_ticked(severe: Severe) -> None:
    # Given she is asked about all parts
    severe.asked("where", "reach", name=NAME)
    words = {part.code: part.words for part in story(severe.conversation_id, word_given=True).questions[0].parts}
    assert set(words) == {"concerns", "where", "name", "reach"}
    assert "victim of trafficking" in words["concerns"] and "Confinement · 2026-01" in words["concerns"]
    assert (words["where"], words["name"], words["reach"]) == ("Blue Prawn Foods, Samut Sakhon", NAME, "+66812345678")

    # When she says yes to what happened and nothing more
    severe.she_says("yes", "concerns")

    # Then the file fits the standard, and says nothing of her name, number and place
    content = severe.file("csv")
    record = read(content, "csv")
    assert {(fault.code, fault.value) for fault in validate(record)} == {("extension", "RestrictsMovement")}
    case = record.lines[0]
    assert case["vic_MethodsOfControl"] == ("RestrictsMovement", "WithholdsDocuments")
    assert (case["prs_PrimaryLanguage"], case["cas_ReferredOrganisation"]) == (("eng",), ("Safe House",))
    assert case["con_Consent"] == ("true",)
    for secret in (NAME, "812345678", "Blue Prawn", "Samut Sakhon", "lock us in", "Nok"):
        assert secret not in content.decode()

    # And who wrote it for whom is in the audit, and she reads that they have it
    assert len(events("casework.htcds_given", parts="concerns", recipient=str(severe.recipient_id))) == 1
    assert events("vault.opened", why="htcds_written")
    with acting_as(Story(severe.conversation_id)):
        assert Told.objects.latest("id").step == "referred"


def test_what_she_ticked_is_in_it_and_both_forms_are_one_record(severe: Severe) -> None:
    severe.asked("where", "reach", name=NAME)
    severe.she_says("yes", "concerns", "where", "name", "reach")
    case, *at = read(severe.file("csv"), "csv").lines
    assert (case["prs_FirstName"], case["prs_MobilePhone"]) == ((NAME,), ("+66812345678",))
    assert case["vic_LocationOfExploitation"] == ("Blue Prawn Foods",)
    assert at[0] == {
        "hte_City": ("Samut Sakhon",),
        "hte_Country": ("TH",),
        "hte_Date": ("2026-01-01",),
        "hte_Type": ("Exploitation",),
    }
    assert read(severe.file("csv"), "csv") == read(severe.file("json"), "json")


def test_without_her_yes_nothing_is_written(severe: Severe) -> None:
    """Not asked, not answered, no, without what the file is about, for somebody else."""
    with pytest.raises(NotAgreed):
        severe.file()
    severe.asked("where")
    with pytest.raises(NotAgreed):
        severe.file()
    with pytest.raises(NoAnswerToThat):
        severe.she_says("yes", "where")
    severe.she_says("no")
    with pytest.raises(NotAgreed):
        severe.file()
    severe.asked("where")
    severe.she_says("yes", "concerns")
    other = create_organisation(kind="government", name="An office", country="TH")
    with pytest.raises(NotAgreed):
        replace(severe, recipient_id=other).file()
    assert events("casework.htcds_given") == []


def test_she_takes_it_back_herself_or_in_a_talk(severe: Severe) -> None:
    # Given a yes of hers
    severe.asked()
    severe.she_says("yes", "concerns")
    assert severe.file()

    # When she takes it back on her page, then it is over
    (agreed,) = story(severe.conversation_id, word_given=True).agreed
    assert (agreed.recipient_name, agreed.by_record) == ("Safe House", True)
    voice.end_consent(consent_id=agreed.id, by=Story(severe.conversation_id))
    run_waiting()
    with pytest.raises(NotAgreed):
        severe.file()

    # And so it is in a talk
    severe.asked()
    severe.she_says("yes", "concerns")
    taken_back_in_talk(**severe.ids, by=severe.desk.nok)
    assert consents(severe) == []
    with pytest.raises(NotAgreed):
        severe.file()
    with pytest.raises(NotAgreed):
        taken_back_in_talk(**severe.ids, by=severe.desk.nok)


def test_her_yes_has_an_end_and_asked_anew_the_former_is_over(severe: Severe) -> None:
    severe.asked(until=clock.today() + timedelta(days=7))
    severe.she_says("yes", "concerns")
    with clock.stopped_at(clock.now() + timedelta(days=8)), pytest.raises(NotAgreed):
        severe.file()
    severe.asked("where")
    assert consents(severe) == []
    with pytest.raises(NotAgreed):
        severe.file()


def test_only_what_she_was_asked_about_and_what_still_stands(severe: Severe, blue_prawn: UUID) -> None:
    # Given her yes, and a concern recorded after it
    severe.asked()
    severe.she_says("yes", "concerns")
    severe.record("excessive_overtime", blue_prawn)
    assert written(severe)["vic_MethodsOfControl"] == ("RestrictsMovement", "WithholdsDocuments")
    (asked,) = file_page(severe.desk.nok, severe.case_id, severe.conversation_id).asked
    assert (asked.since, asked.can_write) == (1, True)
    assert "vic_MethodsOfControl: RestrictsMovement" in asked.extensions
    assert {"ILO: isolation", "What she can show"} <= {str(words) for words in asked.left}

    # When the severe one is withdrawn, then there is no file
    severe_one = next(one.id for one in _standing(severe) if one.kind == "confinement")
    casework.withdraw_concern(concern_id=severe_one, by=severe.desk.nok)
    with pytest.raises(NotSevere):
        severe.file()
    with pytest.raises(NotSevere):
        severe.asked()
    page = file_page(severe.desk.nok, severe.case_id, severe.conversation_id)
    assert (page.parts, page.asked[0].can_write) == ((), False)


def _standing(severe: Severe) -> list[giving.Concern]:
    with acting_as(System("test")):
        case = giving.Case.objects.get(id=severe.case_id)
        return giving.telling_parts.standing(case, severe.conversation_id)


def test_who_may_and_who_may_not(severe: Severe, other_desk: Desk) -> None:
    """The case's caseworker and the lead; no colleague, verifier or other desk. Under 18 the lead alone."""
    severe.asked()
    severe.she_says("yes", "concerns")
    desk = severe.desk
    colleague = Staff(desk.ann.id, desk.id, frozenset({Role.CASEWORKER.value}))
    for stranger in (colleague, desk.preecha, other_desk.nok, other_desk.ann):
        for act in (
            lambda by=stranger: severe.file(by=by),
            lambda by=stranger: ask_for_file(**severe.ids, wanted=Wanted(), by=by),
            lambda by=stranger: taken_back_in_talk(**severe.ids, by=by),
            lambda by=stranger: file_page(by, severe.case_id, severe.conversation_id),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert consents(severe) == [True] and events("casework.htcds_given") == []
    assert severe.file(by=desk.ann)
    casework.set_under_18(case_id=severe.case_id, under_18=True, by=desk.nok)
    with pytest.raises(NotAllowed):
        severe.file()
    assert severe.file(by=desk.ann)


def test_what_does_not_fit_is_refused(severe: Severe, say: Say, blue_prawn: UUID) -> None:
    stranger = say("Somebody else")
    refused: tuple[tuple[type[Exception], Severe, Wanted], ...] = (
        (NobodyToReferTo, replace(severe, recipient_id=blue_prawn), Wanted()),
        (NotAllowed, replace(severe, conversation_id=stranger), Wanted()),
        (DoesNotFit, severe, Wanted(name="n" * 121)),
        (DoesNotFit, severe, Wanted(until=clock.today())),
    )
    for error, about, wanted in refused:
        with pytest.raises(error):
            ask_for_file(**about.ids, wanted=wanted, by=severe.desk.nok)
    with pytest.raises(DoesNotFit):
        severe.file("xlsx")
    with acting_as(System("test")):
        assert not Ask.objects.filter(question="htcds").exists()


def test_a_number_that_cannot_be_rung_from_everywhere_is_not_offered() -> None:
    numbers = ("+66 (81) 234-5678", "081 234 5678", "", "@mya")
    assert [giving.telling_parts.as_e164(number) for number in numbers] == ["+66812345678", "", "", ""]


def test_the_page_says_what_is_missing_and_gives_the_file(nok: Client, severe: Severe) -> None:
    # Given the page of the case leads to it, and nobody was asked
    address = reverse("casework:htcds", args=[severe.case_id, severe.conversation_id])
    file = reverse("casework:htcds_file", args=[severe.case_id, severe.conversation_id])
    assert address in nok.get(reverse("casework:case", args=[severe.case_id])).content.decode()
    page = nok.get(address).content.decode()
    assert "She was not asked yet" in page and file not in page
    recipient = {"recipient": str(severe.recipient_id)}
    refused = nok.post(file, {**recipient, "form": "csv"})
    assert refused.status_code == 409 and "She has not agreed" in refused.content.decode()
    assert nok.post(address, {"recipient": ""}).status_code == 409

    # When she is asked and answers in a talk
    assert nok.post(address, {**recipient, "part": ["where"], "name": NAME}).status_code == 302
    answer = re.search(r'action="(/desk/story/[^"]+/referred/[^"]+)"', nok.get(address).content.decode())
    assert answer and nok.post(answer[1], {"code": "yes", "part": ["concerns"]}).status_code == 302
    assert (
        "a file about her case"
        in nok.get(reverse("casework:conversation", args=[severe.conversation_id])).content.decode()
    )

    # Then the page offers it, and it comes as a file that nobody keeps
    page = nok.get(address).content.decode()
    assert file in page and "RestrictsMovement" in page and NAME not in page
    answer_given = nok.post(file, {**recipient, "form": "csv"})
    assert answer_given["Content-Disposition"] == 'attachment; filename="case-htcds.csv"'
    assert answer_given["Cache-Control"] == "no-store"
    assert read(answer_given.content, "csv").lines[0]["con_Consent"] == ("true",)

    # And her yes can be taken back there; a verifier does not come in
    nok.post(reverse("casework:htcds_taken_back", args=[severe.case_id, severe.conversation_id]), recipient)
    assert file not in nok.get(address).content.decode()
    preecha = sign_in(Client(), member(severe.desk.preecha))
    assert preecha.get(address).status_code == 403
