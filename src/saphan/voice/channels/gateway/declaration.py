"""What an SMS by a phone of the desk's own carries. Source: https://docs.sms-gate.app/features/webhooks"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Cost, Declaration, Field
from saphan.voice.channels.events import Kind, State
from saphan.voice.channels.fields import agreed_secret, country, server
from saphan.voice.channels.gateway.to_her import LEARNS
from saphan.voice.channels.segments import parts_of
from saphan.voice.channels.sms.declaration import COSTS

APP, PLAIN = "app", "plain"
SIGNED, BEARER = "signed", "secret"
MOST_PARTS = 8  # what phones join again without losing one

GATEWAY = Declaration(
    name="gateway",
    label=_("SMS (own phone)"),
    to_her="SMS",
    order=71,
    handle_kind="phone",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT}),
    carries_out=frozenset({Kind.TEXT}),
    fields=(
        server(
            _("For example https://api.sms-gate.app/3rdparty/v1, or the address of the phone itself."),
            _("Where the app takes messages"),
        ),
        Field("user", _("User name there"), optional=True),
        Field("password", _("Password or key there"), secret=True, optional=True),
        agreed_secret(
            _("The signing key of the app; or make up 16 signs or more, and enter the same in the app."),
            r"\S{8,256}",
        ),
        Field(
            "proof",
            _("How the app proves itself"),
            _("signed: it signs each message with the secret. secret: it sends the secret along."),
            pattern=f"{SIGNED}|{BEARER}",
            made=lambda: SIGNED,
        ),
        Field(
            "speaks",
            _("Which app"),
            _("app: SMS Gateway for Android. plain: any other, with to, text and id."),
            pattern=f"{APP}|{PLAIN}",
            made=lambda: APP,
        ),
        country(_("Country of the SIM card"), _("Two letters, for example TH. For numbers that come without +.")),
    ),
    source="https://docs.sms-gate.app/features/webhooks",
    text_limit=MOST_PARTS,
    measure=parts_of,
    parts=parts_of,
    cost=Cost.PART,
    cost_note=COSTS,
    rate=0.5,
    rate_each=0.2,
    tells=frozenset({State.SENT, State.DELIVERED, State.FAILED}),
    note=_("Lock the phone away: it keeps every message. Delete them there each week."),
)
