"""What LINE carries. Limits: https://developers.line.biz/en/reference/messaging-api/#text-message, #quick-reply, and
https://developers.line.biz/en/docs/messaging-api/text-character-count/
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Cost, Declaration, Field
from saphan.voice.channels.events import Kind
from saphan.voice.channels.fields import token
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.line.to_her import LEARNS

LINE = Declaration(
    name="line",
    label="LINE",
    order=20,
    handle_kind="line",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        token(
            _("Channel access token"),
            _("In the LINE Developers Console, under Messaging API: issue one that does not expire."),
            r"[A-Za-z0-9+/=_.-]{40,600}",
        ),
        Field(
            "secret",
            _("Channel secret"),
            _("In the LINE Developers Console, under Basic settings."),
            secret=True,
            pattern=r"[0-9a-f]{32}",
        ),
    ),
    source="https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects",
    api="https://api.line.me",
    text_limit=5000,
    measure=utf16_units,
    buttons=13,
    cost=Cost.MESSAGE,
    cost_note=_("Each message counts in the monthly number of your plan. When it is used up, LINE takes no more."),
    rate=25.0,
    rate_each=1.0,
    retry_key=True,
    retry_key_for=timedelta(hours=24),
    note=_("LINE does not tell whether a message arrived, was read, or went to somebody who blocked you."),
)
