"""What is asked of KoboToolbox: a file, which hooks there are, and one of our own."""

from collections.abc import Iterator

import pytest

from saphan.voice.channels.contract import NOTHING_TO_ASK, Content, Failed, Finding, Response, Step
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.kobo import send, status
from saphan.voice.channels.wire import speak
from tests.voice.channels.kobo.provider import FORM, TOKEN, Kobo
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in

WEBHOOK = ADDRESS.format(name="kobo")
CONNECT, COMES = send.STEPS


@pytest.fixture
def kobo() -> Kobo:
    return Kobo()


@pytest.fixture
def there(kobo: Kobo) -> Iterator[StandIn]:
    with standing_in(kobo, "kobo") as stand_in:
        yield stand_in


def tried(step: Step, there: StandIn, token: str = TOKEN, address: str = WEBHOOK) -> Finding:
    ours = account("kobo", there.url, token=token, form=FORM, secret="a-secret-of-ours-for-the-form")
    asked = step.ask(ours, address)
    return step.read(speak(asked) if asked is not NOTHING_TO_ASK else Response(0), ours, address)


def test_one_press_lets_forms_come_in_with_our_secret(there: StandIn, kobo: Kobo) -> None:
    assert not tried(COMES, there).good
    assert tried(CONNECT, there).good and tried(COMES, there).good
    (hook,) = kobo.hooks
    assert hook["endpoint"] == WEBHOOK and hook["export_type"] == "json"
    assert hook["settings"]["custom_headers"] == {"X-Saphan-Secret": "a-secret-of-ours-for-the-form"}


def test_what_failed_to_come_is_told(there: StandIn, kobo: Kobo) -> None:
    tried(CONNECT, there)
    kobo.hooks[0]["failed_count"] = 3
    found = tried(COMES, there)
    assert not found.good and "REST Services" in str(found.says)


def test_a_hook_that_is_off_or_somebody_elses_is_none(there: StandIn, kobo: Kobo) -> None:
    tried(CONNECT, there)
    kobo.hooks[0]["active"] = False
    kobo.hooks.append({"endpoint": "https://other.example/", "active": True})
    assert not tried(COMES, there).good


def test_a_wrong_token_a_wrong_address_and_a_service_that_is_away(there: StandIn, kobo: Kobo) -> None:
    assert not tried(COMES, there, token="wrong").good and not tried(CONNECT, there, token="wrong").good
    assert not tried(CONNECT, there, address="http://saphan.example/").good
    kobo.is_down = True
    assert not tried(COMES, there).good and not tried(CONNECT, there).good


def test_without_a_token_nothing_is_asked_and_it_says_what_to_do(there: StandIn) -> None:
    found = tried(COMES, there, token="")
    assert not found.good and "by hand" in str(found.says)
    assert not tried(CONNECT, there, token="").good
    assert there.asked == []


def test_a_photo_is_fetched_with_our_token_at_kobo_alone(there: StandIn, kobo: Kobo) -> None:
    ours = account("kobo", there.url, token=TOKEN)
    file = File(Kind.PHOTO, f"{there.url}/api/v2/assets/{FORM}/data/1/attachments/att1/", "image/jpeg")
    assert status.fetched(speak(send.fetch(file, ours)), file, ours) == Failed(Why.RETRY, "404"), "it may come later"
    kobo.has_the_file_yet = True
    assert status.fetched(speak(send.fetch(file, ours)), file, ours) == Content(b"a photo", "image/jpeg")
    wrong = account("kobo", there.url, token="revoked")
    assert status.fetched(speak(send.fetch(file, wrong)), file, wrong) == Failed(Why.ACCOUNT, "401")
    elsewhere = File(Kind.PHOTO, "https://files.example/a.jpg", "image/jpeg")
    assert send.fetch(elsewhere, ours).headers == {}
    assert send.fetch(file, account("kobo", there.url)).headers == {}
