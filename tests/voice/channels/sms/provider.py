"""Twilio's side, after https://www.twilio.com/docs/messaging/api/message-resource and /docs/api/errors."""

import base64
import json
from urllib.parse import parse_qsl, urlsplit

from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.lengths import utf16_units

SID, TOKEN, OURS = "AC" + "0123456789abcdef" * 2, "0123456789abcdef" * 2, "+66200000001"
LANDLINE, OPTED_OUT, NO_NUMBER, ABROAD = "+66200000009", "+66800000009", "+66000000000", "+85599000001"
MEDIA = "/media/ME1"


class Twilio:
    """Takes texts of 1 to 1600 signs from one number of one account, and says no as the real one does."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.sms_url = self.voice_url = self.status_url = ""
        self.voice_method = self.status_method = "POST"
        self.application: str | None = None
        self.kind, self.state = "Full", "active"
        self.full = self.is_down = self.loses_answers = self.too_many = False
        self.files = {MEDIA: (b"\xff\xd8\xff", "image/jpeg")}
        self.redirect = ""

    def texts(self) -> list[str]:
        return [each["Body"] for each in self.taken]

    def __call__(self, request: Request) -> Response | None:
        pair = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        if self.is_down:
            return Response(503, {}, b"")
        path = urlsplit(request.url).path
        if path in self.files:
            return self._file(path, request)
        if request.headers.get("authorization") != f"Basic {pair}":
            return no(401, 20003, "Authenticate")
        acts = {"/Messages.json": self._send, ".json": self._account, "/IncomingPhoneNumbers.json": self._numbers}
        return acts[path.removeprefix(f"/2010-04-01/Accounts/{SID}")](request)

    def _send(self, request: Request) -> Response | None:
        said = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        refusal = self._refusal(said)
        if refusal:
            return no(*refusal)
        self.taken.append(said)
        if self.loses_answers:
            return None
        return yes({"sid": f"SM{len(self.taken):032x}", "status": "queued", "error_code": None}, 201)

    def _refusal(self, said: dict[str, str]) -> tuple[int, int, str] | None:
        by_number = {LANDLINE: 21614, OPTED_OUT: 21610, NO_NUMBER: 21211, ABROAD: 21408}
        if self.too_many:
            return 429, 20429, "Too Many Requests"
        if said["From"] != OURS:
            return 400, 21659, f"{said['From']} is not a Twilio phone number"
        if said["To"] in by_number:
            return 400, by_number[said["To"]], f"No: {said['To']}"
        if not said["Body"]:
            return 400, 21602, "Message body is required"
        if utf16_units(said["Body"]) > 1600:
            return 400, 21617, "The concatenated message body exceeds the 1600 character limit"
        if not said.get("StatusCallback", "https://").startswith("https://"):
            return 400, 21609, "Invalid StatusCallback"
        return (400, 21611, "Too many messages wait at this number") if self.full else None

    def _account(self, request: Request) -> Response:
        return yes({"sid": SID, "status": self.state, "type": self.kind})

    def _numbers(self, request: Request) -> Response:
        asked = dict(parse_qsl(urlsplit(request.url).query))["PhoneNumber"]
        mine = {"phone_number": OURS, "sms_url": self.sms_url, "sms_method": "POST", "status_callback": self.status_url}
        mine |= {"voice_url": self.voice_url, "voice_method": self.voice_method}
        mine |= {"status_callback_method": self.status_method, "voice_application_sid": self.application}
        return yes({"incoming_phone_numbers": [mine] if asked == OURS else []})

    def _file(self, path: str, request: Request) -> Response:
        if self.redirect:
            return Response(307, {"Location": self.redirect}, b"")
        body, kind = self.files[path]
        return Response(200, {"Content-Type": kind}, body) if body else Response(404, {}, b"")


def yes(content: object, status: int = 200) -> Response:
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())


def no(status: int, code: int, message: str) -> Response:
    return yes({"code": code, "message": message, "status": status, "more_info": "https://www.twilio.com/docs"}, status)
