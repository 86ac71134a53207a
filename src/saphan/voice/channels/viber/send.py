"""What we ask of Viber. Source: https://developers.viber.com/docs/api/rest-bot-api/#send-message, #keyboards"""

import json
from typing import Any

from saphan.voice.channels.contract import Account, Choice, Outgoing, Request, get, post_json
from saphan.voice.channels.events import File

WIDTH = 6  # columns of a keyboard: each choice has a row of its own


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message. Viber knows no key for "once": what we cannot know is not tried again."""
    content: dict[str, Any] = {
        "receiver": outgoing.to,
        "min_api_version": 1,
        "sender": {"name": account["sender"]},
        "type": "text",
        "text": outgoing.text,
    }
    if outgoing.choices:
        labels = {choice.label: choice.code for choice in outgoing.choices}
        content["tracking_data"] = json.dumps(labels, ensure_ascii=False)
        content["keyboard"] = {"Type": "keyboard", "Buttons": [_button(choice) for choice in outgoing.choices]}
    return post_json(f"{account.api}/pa/send_message", content, authorised(account))


def fetch(file: File, account: Account) -> Request:
    """The callback said where; whoever has the address may ask, so that our token stays with us."""
    return get(file.ref)


def authorised(account: Account) -> dict[str, str]:
    return {"X-Viber-Auth-Token": account["token"]}


def _button(choice: Choice) -> dict[str, object]:
    """What she presses appears in the chat as if she wrote it: her words, not our code."""
    return {"Columns": WIDTH, "Rows": 1, "ActionType": "reply", "ActionBody": choice.label, "Text": choice.label}
