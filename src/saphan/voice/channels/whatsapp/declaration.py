"""What WhatsApp carries, and for how long after her last message.

Limits: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
Prices: https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import MEBIBYTE, Cost, Declaration, Field
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.fields import token
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.meta.graph import API
from saphan.voice.channels.meta.setting_up import APP, APP_SECRET, ID, LANGUAGES, TEMPLATE, TOKEN, VERIFY_TOKEN
from saphan.voice.channels.whatsapp.to_her import LEARNS

WHATSAPP = Declaration(
    name="whatsapp",
    label="WhatsApp",
    order=60,
    handle_kind="whatsapp",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        Field("number", _("Phone number ID"), _("In your app under WhatsApp, API setup. Not the number."), pattern=ID),
        Field("business", _("WhatsApp Business account ID"), _("It stands beside the phone number ID."), pattern=ID),
        APP,
        token(
            _("Access token"),
            _("Of a system user, without an end, with whatsapp_business_messaging and whatsapp_business_management."),
            TOKEN,
        ),
        APP_SECRET,
        VERIFY_TOKEN,
        TEMPLATE,
        LANGUAGES,
    ),
    source="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages",
    api=API,
    text_limit=4096,
    measure=utf16_units,
    buttons=3,
    window=timedelta(hours=24),
    templates=True,
    cost=Cost.MESSAGE,
    cost_note=_(
        "An answer within 24 hours of her last message costs once the free ones of the month are used up. "
        "A template costs, by her country."
    ),
    rate=50.0,
    rate_each=0.5,
    tells=frozenset({State.SENT, State.DELIVERED, State.READ, State.FAILED}),
    largest=3 * MEBIBYTE,
    largest_file=16 * MEBIBYTE,
    note=_(
        "We know her by an ID that WhatsApp gives us, not by her number: a number may get a new owner. "
        "To ring her, ask for her number."
    ),
)
