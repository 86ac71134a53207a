"""What Telegram carries. Limits: https://core.telegram.org/bots/api#sendmessage and https://core.telegram.org/bots/faq"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import MEBIBYTE, Declaration
from saphan.voice.channels.events import Kind
from saphan.voice.channels.fields import our_secret, token
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.telegram.to_her import LEARNS

TELEGRAM = Declaration(
    name="telegram",
    label="Telegram",
    order=50,
    handle_kind="telegram",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        token(
            _("Token of the bot"),
            _("BotFather in Telegram gives it to you when you make the bot."),
            r"\d{6,12}:[A-Za-z0-9_-]{30,60}",
        ),
        our_secret(_("Leave it empty: we make one, and tell it to Telegram.")),
    ),
    source="https://core.telegram.org/bots/api#update",
    api="https://api.telegram.org",
    text_limit=4096,
    measure=utf16_units,
    buttons=8,
    rate=25.0,
    rate_each=1.0,
    largest_file=20 * MEBIBYTE,
    note=_("Telegram does not tell whether a message arrived or was deleted."),
)
