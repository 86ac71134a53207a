"""Somebody who listens to what the machine says, as https://www.twilio.com/docs/voice/twiml has it."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

VERBS = {"Say", "Play", "Gather", "Record", "Dial", "Hangup"}


@dataclass
class Heard:
    """One answer: what was said or played, and which verb waits for her. query: of the address that comes next."""

    said: list[str] = field(default_factory=list)
    waits: str = ""
    query: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def step(self) -> str:
        return dict(parse_qsl(self.query)).get("step", "")


def hear(body: bytes) -> Heard:
    """Fails on anything that Twilio would not take."""
    response = ElementTree.fromstring(body.decode())
    assert response.tag == "Response"
    heard = Heard()
    for verb in response:
        assert verb.tag in VERBS, verb.tag
        for spoken in (verb, *verb):
            if spoken.tag in ("Say", "Play") and (not heard.waits or spoken is not verb):
                assert spoken.text and (spoken.tag == "Play" or len(spoken.text) <= 4096)
                heard.said.append(spoken.text)
        if not heard.waits and verb.tag in ("Gather", "Record", "Dial", "Hangup"):
            heard.waits, heard.attributes = verb.tag, dict(verb.attrib)
            heard.query = urlsplit(verb.get("action", "")).query
    return heard
