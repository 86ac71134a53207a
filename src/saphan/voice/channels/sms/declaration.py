"""What an SMS by Twilio carries. Limits: https://www.twilio.com/docs/messaging/api/message-resource"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import MEBIBYTE, Cost, Declaration
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.segments import parts_of
from saphan.voice.channels.sms.to_her import LEARNS

COSTS = _("Each part costs: 160 plain Latin signs, or 70 of any other script.")

SMS = Declaration(
    name="sms",
    label="SMS (Twilio)",
    to_her="SMS",
    order=70,
    handle_kind="phone",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=twilio.FIELDS,
    source="https://www.twilio.com/docs/messaging/guides/webhook-request",
    api=twilio.API,
    text_limit=1600,
    measure=utf16_units,
    parts=parts_of,
    cost=Cost.PART,
    cost_note=COSTS,
    rate=1.0,
    rate_each=1.0,
    tells=frozenset({State.SENT, State.DELIVERED, State.FAILED}),
    largest_file=5 * MEBIBYTE,
    note=_("After STOP she gets nothing until she writes again. Twilio answers STOP itself."),
)
