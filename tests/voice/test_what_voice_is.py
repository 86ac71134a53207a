"""Given anybody, in any language of ours: one page says in few words what worker voice is, and what it is not."""

import re

import pytest
from django.test import Client

from saphan.config.words import SOURCE
from saphan.voice.speaking import worker_languages
from tests.signed_in import open_desk

pytestmark = pytest.mark.django_db
SENTENCE = re.compile(r'translate "([^"]+[.])"')


def test_it_is_there_in_every_language_of_workers_and_led_to_from_where_they_begin(client: Client) -> None:
    open_desk()
    for code, _name in worker_languages():
        shown = client.get(f"/{code}/voice/")
        assert shown.status_code == 200 and f'lang="{code}"' in shown.content.decode()
        assert f'href="/{code}/voice/"' in client.get(f"/{code}/").content.decode()
    assert 'href="/en/voice/"' in client.get("/public/").content.decode()


def test_it_is_short() -> None:
    page = (SOURCE / "voice" / "templates" / "voice" / "what_voice_is.html").read_text(encoding="utf-8")
    said = SENTENCE.findall(page)
    assert len(said) <= 20 and all(len(one.split()) <= 12 for one in said)
