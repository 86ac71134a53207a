"""A job seeker with a phone: she checks an offer, reviews a recruiter, and speaks, with or without her yes."""

import re
from uuid import UUID

from saphan.empowerment.directory import services as directory
from saphan.network import services as network
from saphan.store import clock
from tests.voice.given import Browser, code_on

OFFER = (
    ("where", {"origin": "NP", "destination": "MY"}),
    ("who", {"answer": "broker"}),
    ("licence", {"answer": "none"}),
    ("job", {"answer": "factory"}),
    ("pay", {"typed": "1700 ringgit", "per": "month"}),
    ("hours", {"hours_a_day": "12", "days_a_week": "7"}),
    ("charge", {"typed": "4 lakh"}),
    ("for", {"answer": "everything", "finish": "yes"}),
)
COMMENT = (
    "They took four lakh from me in Kathmandu and said that the company would pay it back after one month of work, "
    "but in the factory nobody knew of it and the supervisor keeps my passport in the office until I have paid all."
)


def recruiter() -> UUID:
    found = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="NP", place="Kathmandu")
    directory.list_organisation(organisation_id=found)
    return found


def check_an_offer(phone: Browser, **more: str) -> str:
    """Question by question, then what she will do; returns the page that follows."""
    phone.get("/en/offer/")
    for step, answers in OFFER:
        phone.send(f"/en/offer/{step}/", **answers)
    answer = phone.post(
        "/en/offer/answer/", {**phone.fields("/en/offer/answer/"), "intent": "pay", **more}, follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


def review(phone: Browser, organisation_id: UUID, **more: str) -> str:
    """All on the last page, as the pages before it would have carried it."""
    address = f"/en/who/{organisation_id}/review/"
    said = {"first_hand": "yes", "when": f"{clock.today().year}-1", "treatment": "1", "paid_more": "yes"}
    fields = {**phone.fields(address), **said, "at": "end", "comment": COMMENT, **more}
    return phone.post(address, fields).content.decode()


def code_shown(page: str) -> str:
    found = code_on(page)
    assert re.fullmatch(r"\d{16}", found), page
    return found
