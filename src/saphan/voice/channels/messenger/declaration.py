"""What Messenger carries, and what may be written when her day is over.

Limits: https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/send-api
After a day: https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import MEBIBYTE, Declaration, Field
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.fields import token
from saphan.voice.channels.lengths import utf16_units
from saphan.voice.channels.messenger.to_her import LEARNS
from saphan.voice.channels.meta.graph import API
from saphan.voice.channels.meta.setting_up import APP, APP_SECRET, ID, LANGUAGES, TEMPLATE, TOKEN, VERIFY_TOKEN

MESSENGER = Declaration(
    name="messenger",
    label="Messenger",
    order=10,
    handle_kind="messenger",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        Field("page", _("Page ID"), _("On your Facebook page under About, Page transparency."), pattern=ID),
        APP,
        token(
            _("Access token"),
            _("Of the page, with pages_messaging, pages_manage_metadata and, for templates, page_utility_messaging."),
            TOKEN,
        ),
        APP_SECRET,
        VERIFY_TOKEN,
        Field(
            "longer",
            _("Has Meta granted Human Agent to your app?"),
            _("Write yes if it has. Then an answer that a person wrote may go for seven days, and not only for one."),
            optional=True,
            pattern=r"yes|no",
        ),
        TEMPLATE,
        LANGUAGES,
    ),
    source="https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events",
    api=API,
    text_limit=2000,
    measure=utf16_units,
    buttons=13,
    window=timedelta(hours=24),
    longer=timedelta(days=7),
    templates=True,
    cost_note=_("Free. Templates need page_utility_messaging, and not every country has them."),
    rate=20.0,
    rate_each=1.0,
    tells=frozenset({State.SENT, State.DELIVERED, State.READ}),
    largest=2 * MEBIBYTE,
    largest_file=25 * MEBIBYTE,
    note=_("Messenger does not tell when she deletes a message. Answer here: we do not see the page's own inbox."),
)
