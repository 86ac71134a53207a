"""What we ask of Telegram. Source: https://core.telegram.org/bots/api#sendmessage, #getfile, #setwebhook"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Account, Finding, Outgoing, Request, Response, Step, get, post_json
from saphan.voice.channels.events import File

UPDATES = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message, without a preview of addresses in it: a preview tells their owners that somebody looked."""
    content: dict[str, Any] = {
        "chat_id": int(outgoing.to),
        "text": outgoing.text,
        "link_preview_options": {"is_disabled": True},
    }
    if outgoing.choices:
        rows = [[{"text": choice.label, "callback_data": choice.code}] for choice in outgoing.choices]
        content["reply_markup"] = {"inline_keyboard": rows}
    return post_json(_address(account, "sendMessage"), content)


def fetch(file: File, account: Account) -> Request:
    """First the path of the file; `status.fetched` asks for the file itself."""
    return post_json(_address(account, "getFile"), {"file_id": file.ref})


def _address(account: Account, method: str) -> str:
    return f"{account.api}/bot{account['token']}/{method}"


def _ask_who_we_are(account: Account, address: str) -> Request:
    return get(_address(account, "getMe"))


def _who_we_are(response: Response, account: Account, address: str) -> Finding:
    bot = response.json().get("result")
    if not response.ok or not isinstance(bot, dict):
        return Finding(False, _("Telegram does not know this token."))
    if not bot.get("is_bot"):
        return Finding(False, _("This is no bot."))
    return Finding(True, _("Telegram knows the bot."))


def _ask_to_bring(account: Account, address: str) -> Request:
    content = {"url": address, "secret_token": account["secret"], "allowed_updates": UPDATES, "max_connections": 10}
    return post_json(_address(account, "setWebhook"), content)


def _brings(response: Response, account: Account, address: str) -> Finding:
    if response.ok and response.json().get("result") is True:
        return Finding(True, _("Telegram brings messages here from now on."))
    return Finding(False, _("Telegram did not take our address. It must begin with https and be reachable."))


def _ask_where_to(account: Account, address: str) -> Request:
    return get(_address(account, "getWebhookInfo"))


def _where_to(response: Response, account: Account, address: str) -> Finding:
    info = response.json().get("result")
    if not response.ok or not isinstance(info, dict):
        return Finding(False, _("Telegram did not answer."))
    if info.get("url") != address:
        return Finding(False, _("Telegram does not bring messages here yet."))
    if info.get("last_error_date") and info.get("pending_update_count"):
        return Finding(False, _("Telegram could not reach us lately. Messages wait there."))
    return Finding(True, _("Messages come in."))


STEPS = (
    Step("known", _("Is the token right?"), _ask_who_we_are, _who_we_are),
    Step("connect", _("Let Telegram bring messages here"), _ask_to_bring, _brings, acts=True),
    Step("comes", _("Do messages come in?"), _ask_where_to, _where_to),
)
