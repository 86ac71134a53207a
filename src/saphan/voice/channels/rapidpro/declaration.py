"""What RapidPro and TextIt carry. Limits: https://textit.com/api/v2/messages (640 signs where nobody set more)

The length and the cost of one message are those of the way by which she writes to them; the shortest holds everywhere.
"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Cost, Declaration
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.fields import agreed_secret, server, token
from saphan.voice.channels.rapidpro.to_her import LEARNS

RAPIDPRO = Declaration(
    name="rapidpro",
    label="RapidPro / TextIt",
    order=90,
    handle_kind="rapidpro",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        server(_("For example https://textit.com, or your own RapidPro.")),
        token(_("API token"), _("In its settings, under API tokens."), r"[A-Za-z0-9_-]{20,80}"),
        agreed_secret(_("Make up 16 signs or more, and enter the same in the flow."), r"[A-Za-z0-9_-]{16,200}"),
    ),
    source="https://help.nyaruka.com/en/article/call-webhook-1nsl3bw/",
    text_limit=640,
    cost=Cost.MESSAGE,
    cost_note=_("What one message costs depends on the way by which she writes there."),
    rate=0.6,
    rate_each=0.5,
    tells=frozenset({State.DELIVERED, State.READ, State.FAILED}),
)
