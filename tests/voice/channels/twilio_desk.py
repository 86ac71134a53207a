"""A desk with a number at Twilio, and Twilio as it brings what it signed."""

from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.signing import over_address_and_fields
from tests.voice.channels.sms.provider import OURS, SID, TOKEN

HER = "+66800000001"


def add_number(desk_id: UUID, channel: str = "sms", **more: str) -> UUID:
    entered = {"sid": SID, "token": TOKEN, "number": OURS, **more}
    return accounts.add_account(
        desk_id=desk_id, channel=channel, name="Our number", entered=entered, by=OURSELVES, code_word="mango"
    )


@dataclass
class Number:
    """Our number, and who rings or writes to it."""

    account_id: UUID
    channel: str = "sms"
    client: Client = field(default_factory=Client)
    last: int = 0

    def post(self, fields: dict[str, str], query: str = "", token: str = TOKEN) -> HttpResponse:
        path = f"/in/{self.channel}/{self.account_id}/" + (f"?{query}" if query else "")
        signature = over_address_and_fields(settings.SAPHAN_ADDRESS + path, fields.items(), token)
        body, kind = urlencode(fields), "application/x-www-form-urlencoded"
        return self.client.post(path, body, content_type=kind, headers={"X-Twilio-Signature": signature})  # type: ignore[return-value]

    def says(self, text: str, who: str = HER, **more: str) -> dict[str, str]:
        """She writes, and the tasks run; returns the form, to be brought again."""
        self.last += 1
        form = {"MessageSid": f"SM{self.last:032x}", "From": who, "To": OURS, "Body": text, "NumMedia": "0", **more}
        assert self.post(form).status_code == 200
        run_waiting()
        return form

    def reports(self, name: str, state: str, code: str = "", query: str = "") -> None:
        form = {"MessageSid": name, "MessageStatus": state, "To": HER, "From": OURS}
        assert self.post(form | ({"ErrorCode": code} if code else {}), query).status_code == 200
        run_waiting()
