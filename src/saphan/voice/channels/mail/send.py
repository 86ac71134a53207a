"""What a partner is told: that it came. Sources: RFC 5322 (In-Reply-To), RFC 3834 (Auto-Submitted)"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import NOTHING_TO_ASK, Account, Finding, Letter, Request, Response, Step
from saphan.voice.channels.events import Said


def acknowledge(said: Said, account: Account, words: str) -> Letter:
    """Neither subject nor a word of what came. Its name holds that of the talk: an answer finds its story."""
    domain = account["mailbox"].rpartition("@")[2]
    headers = {
        "Message-ID": f"<saphan.{said.ref}.{said.id[:16]}@{domain}>",
        "Reply-To": partners_address(account),
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    return Letter(said.answers, f"✓ {said.at:%Y-%m-%d %H:%M} UTC", words, headers)


def partners_address(account: Account) -> str:
    local, _, domain = account["mailbox"].rpartition("@")
    return f"{local}+{account['mark']}@{domain}"


def _ask_nothing(account: Account, address: str) -> Request:
    return NOTHING_TO_ASK


def _what_to_tell(response: Response, account: Account, address: str) -> Finding:
    return Finding(True, partners_address(account))


def _what_to_enter(response: Response, account: Account, address: str) -> Finding:
    return Finding(True, f"saphan receive-mail {account.id} ${{original_recipient}}")


STEPS = (
    Step("address", _("What the partner writes to. Nobody else is told it"), _ask_nothing, _what_to_tell),
    Step("server", _("What our mail server calls with each e-mail"), _ask_nothing, _what_to_enter),
)
