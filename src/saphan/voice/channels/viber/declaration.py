"""What Viber carries. Limits: https://developers.viber.com/docs/api/rest-bot-api/#general-send-message-parameters,
#text-message, #keyboards
"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Cost, Declaration, Field
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.fields import token
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.viber.to_her import LEARNS

VIBER = Declaration(
    name="viber",
    label="Viber",
    order=30,
    handle_kind="viber",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        token(
            _("Token of the bot"),
            _("Viber shows it to the bot's administrator, as “Your app key”."),
            r"[0-9a-f]{8,32}(-[0-9a-f]{8,32}){2}",
        ),
        Field(
            "sender",
            _("Name beside our messages"),
            _("It may stand on her lock screen: choose one that tells nothing. At most 28 letters."),
            pattern=r"\S.{0,27}",
        ),
    ),
    source="https://developers.viber.com/docs/api/rest-bot-api/#callbacks",
    api="https://chatapi.viber.com",
    text_limit=7000,
    measure=utf16_units,
    buttons=12,
    cost=Cost.MESSAGE,
    cost_note=_(
        "A new bot needs a contract with Viber or its partners, and a fee. An answer long after her last message is "
        "charged once the free ones of the month are used up."
    ),
    rate=10.0,
    rate_each=1.0,
    tells=frozenset({State.DELIVERED, State.READ, State.FAILED}),
    note=_("Viber does not tell when she deletes or edits a message."),
)
