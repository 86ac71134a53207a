"""What a telephone line by Twilio carries. Source: https://www.twilio.com/docs/voice/twiml"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import MEBIBYTE, Cost, Declaration, Field
from saphan.voice.channels.events import Kind
from saphan.voice.channels.phone.to_her import LEARNS

LONGEST = 300  # seconds of one voice message

PHONE = Declaration(
    name="phone",
    label=_("Telephone"),
    order=40,
    handle_kind="phone",
    learns=LEARNS,
    carries_in=frozenset({Kind.VOICE, Kind.CALL}),
    carries_out=frozenset(),
    fields=(
        *twilio.FIELDS,
        Field(
            "languages",
            _("Languages of the menu"),
            _("In the order of the keys, with commas: my,th,en. Left empty: those of the desk."),
            optional=True,
            pattern=r"[a-z]{2,3}(,[a-z]{2,3}){0,8}",
        ),
        Field(
            "hotline",
            _("Telephone of whoever is on duty"),
            _("Callers are put through to it while somebody is on duty. With + and the country."),
            optional=True,
            pattern=twilio.NUMBER.pattern,
        ),
        Field(
            "recordings",
            _("Where your recorded words are"),
            _("An address that begins with https, for example https://…/words. Each file is named my-menu.mp3."),
            optional=True,
            pattern=r"https://[^\s?#]+",
        ),
        Field(
            "recorded",
            _("Languages that are recorded"),
            _("With commas. All others are spoken by Twilio's machine, where it knows the language."),
            optional=True,
            pattern=r"[a-z]{2,3}(,[a-z]{2,3})*",
        ),
    ),
    source="https://www.twilio.com/docs/voice/twiml",
    api=twilio.API,
    cost=Cost.MINUTE,
    cost_note=_("Each minute costs you. A missed call costs nobody: she is rung back."),
    largest_file=20 * MEBIBYTE,
    note=_("Twilio keeps recordings until you delete them there. Keys that she presses pass through it too."),
)
