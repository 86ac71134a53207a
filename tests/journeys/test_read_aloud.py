"""A volunteer reads a question into her phone, somebody who speaks the language hears it, and a worker listens."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.network.models import Staff
from saphan.voice.aloud import questions
from saphan.voice.aloud.models import SpokenQuestion
from tests.journeys.looking import check, clipped, overlapping
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.aloud.sounds import tone

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 740}


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SAPHAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


def look_at(page: Page, name: str) -> None:
    check(page)
    if "/desk/" not in page.url:
        assert clipped(page) == [] and overlapping(page) == []
    keep(page, name)


@SIZES
def test_read_heard_and_listened_to(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    # Given a lead who speaks English and gives a link
    desk_id = open_desk()
    ann = desk_person(desk_id, "lead", "reviewer", name="Ann")
    Staff.objects.filter(id=ann.id).update(languages=["en", "my"])
    desk = open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value)
    desk.goto("/desk/aloud/")
    desk.get_by_label("Language", exact=True).select_option("en")
    desk.get_by_role("button", name="Make a link").click()
    link = desk.locator(".as-shown").inner_text()
    look_at(desk, "aloud-link")

    # When a volunteer speaks into her phone, hears it and sends it
    phone = open_browser(browser, served, PHONE)
    phone.goto(link)
    look_at(phone, "aloud-read")
    expect(phone.get_by_role("button", name="Send")).to_be_disabled()
    phone.get_by_role("button", name="Record").click()
    expect(phone.locator("[data-seconds]")).to_have_text("1 / 30")
    phone.get_by_role("button", name="Stop").click()
    expect(phone.locator("[data-own]")).to_be_visible()
    assert phone.evaluate(PLAYS, "[data-own]")
    keep(phone, "aloud-recorded")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text(f"1 of {len(questions.CODES)} are read")).to_be_visible()
    look_at(phone, "aloud-next")
    phone.context.close()

    # Then whoever speaks the language hears it and accepts it
    desk.goto("/desk/aloud/en/")
    look_at(desk, "aloud-judge")
    assert desk.evaluate(PLAYS, "audio")
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("Nothing waits to be heard.")).to_be_visible()
    desk.goto("/desk/aloud/")
    look_at(desk, "aloud-overview")
    desk.context.close()

    # And a worker listens to it on her page, and is told where there is none yet
    worker = open_browser(browser, served, PHONE)
    worker.goto("/en/")
    worker.locator("details.listen > summary").click()
    look_at(worker, "aloud-worker")
    assert worker.evaluate(PLAYS, "details.listen audio")
    worker.goto("/en/danger/")
    expect(worker.get_by_text("No audio yet")).to_be_visible()
    look_at(worker, "aloud-worker-none")
    worker.context.close()


def test_a_phone_without_scripts_sends_its_own_recording(
    served: str, monday: object, browser: Browser, tmp_path: Path
) -> None:
    desk_id = open_desk()
    desk = sign_in(Client(), desk_person(desk_id, "editor", name="Ed"))
    made = desk.post("/desk/aloud/link/", {"language": "shn", "days": "7"})
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=served)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"/aloud/read/{made.context['made'].token}/")
    keep(page, "aloud-no-script")
    file = tmp_path / "spoken.wav"
    file.write_bytes(tone())
    page.get_by_label("A recording from your phone").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have it.")).to_be_visible()
    assert SpokenQuestion.objects.get().language == "shn"
    context.close()


PLAYS = """async (at) => {
  const sound = document.querySelector(at);
  sound.muted = true;
  await sound.play();
  return sound.error === null;
}"""
