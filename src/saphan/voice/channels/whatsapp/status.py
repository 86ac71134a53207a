"""What WhatsApp's answers and reports mean.

Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
and https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status, get
from saphan.voice.channels.events import File, State, Why
from saphan.voice.channels.meta import graph
from saphan.voice.channels.meta.graph import Codes, Refusal, bearer

STATES = {"sent": State.SENT, "delivered": State.DELIVERED, "read": State.READ, "failed": State.FAILED}
MEDIA_HOSTS = (".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net")
AN_HOUR, A_MOMENT = timedelta(hours=1), timedelta(seconds=6)

CODES: Codes = {
    (100, 33): Why.ACCOUNT,  # our number is not there, or the token may not use it
    100: Why.TERMINAL,
    80007: Why.RETRY,  # too many: of the account, of the number, of unwelcome ones, to one person
    130429: Why.RETRY,
    131048: Why.RETRY,
    131056: Why.RETRY,
    131000: Why.RETRY,  # they failed to send it
    131016: Why.RETRY,
    131057: Why.RETRY,
    133004: Why.RETRY,
    131047: Why.WINDOW,
    131005: Why.ACCOUNT,  # rights, lock, payment, name, certificate, registration
    131030: Why.ACCOUNT,  # the number is still one for tests
    131031: Why.ACCOUNT,
    131037: Why.ACCOUNT,
    131042: Why.ACCOUNT,
    131045: Why.ACCOUNT,
    133006: Why.ACCOUNT,
    133010: Why.ACCOUNT,
    # Not on WhatsApp, an old app, or a block: it does not say which, so that her way is not closed for it.
    131026: Why.TERMINAL,
    130403: Why.TERMINAL,
    130472: Why.TERMINAL,
    130497: Why.TERMINAL,  # not allowed in her country
    131008: Why.TERMINAL,
    131009: Why.TERMINAL,
    131021: Why.TERMINAL,
    131049: Why.TERMINAL,
    131050: Why.TERMINAL,
    131051: Why.TERMINAL,
    131052: Why.TERMINAL,
    131053: Why.TERMINAL,
    131055: Why.TERMINAL,
    131062: Why.TERMINAL,
    135000: Why.TERMINAL,
    **dict.fromkeys(range(132000, 133000), Why.TERMINAL),  # the template is not there, paused, or wants more
}
NOT_BEFORE = {131048: AN_HOUR, 131056: A_MOMENT}


def sent(response: Response) -> Sent | Failed:
    """Whether it was accepted. How far it came is told by reports, each naming the same id."""
    accepted = response.json().get("messages")
    if response.ok and isinstance(accepted, list) and accepted and isinstance(accepted[0], dict):
        ref = accepted[0].get("id")
        if isinstance(ref, str) and ref:
            return Sent(ref)
    failed = graph.failed(response, CODES)
    refusal = graph.refusal_in(response)
    wait = failed.after or (NOT_BEFORE.get(refusal.code) if refusal else None)
    return Failed(failed.why, failed.code, wait)


def meaning(error: dict[str, Any]) -> tuple[Why, str]:
    """Of the error in a report; without a known code this message will not arrive, and no more is known."""
    code = error.get("code")
    if not isinstance(code, int):
        return Why.TERMINAL, ""
    return graph.why(Refusal(code), CODES) or Why.TERMINAL, str(code)[:20]


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """Where it is first, which holds for five minutes, then the file. The token goes to Meta's own machines alone."""
    if not response.ok:
        return _not_fetched(response)
    found = response.json()
    if found.get("messaging_product") != "whatsapp":
        return Content(response.body, file.media_type or response.headers.get("content-type", ""))
    url = found.get("url")
    if not isinstance(url, str) or not _is_metas(url, account):
        return Failed(Why.TERMINAL, "no_url")
    return get(url, bearer(account))


def _not_fetched(response: Response) -> Failed:
    """An address that is over is asked for anew; a file that is over (a week) is gone."""
    refusal = graph.refusal_in(response)
    if refusal is None:
        return Failed(Why.RETRY, str(response.status)) if response.status in (404, 410) else by_status(response)
    if refusal.code == 100:
        return Failed(Why.TERMINAL, refusal.name)
    return graph.failed(response, CODES)


def _is_metas(url: str, account: Account) -> bool:
    try:
        parts, ours = urlsplit(url), urlsplit(account.api)
    except ValueError:
        return False
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return True
    return parts.scheme == "https" and f".{parts.hostname}".endswith(MEDIA_HOSTS)
