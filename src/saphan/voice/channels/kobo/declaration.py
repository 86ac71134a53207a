"""What a form of KoboToolbox carries. Source: https://support.kobotoolbox.org/rest_services.html"""

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Declaration, Field
from saphan.voice.channels.events import Kind
from saphan.voice.channels.fields import country, our_secret, server, token
from saphan.voice.channels.kobo.to_her import LEARNS

NAMES = r"[A-Za-z0-9_./, -]{1,400}"

KOBO = Declaration(
    name="kobo",
    label="KoboToolbox",
    order=91,
    handle_kind="phone",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset(),
    fields=(
        server(_("https://kf.kobotoolbox.org, https://eu.kobotoolbox.org, or your own.")),
        Field(
            "form",
            _("The form"),
            _("The letters and digits after /forms/ in the address of the form."),
            pattern=r"[A-Za-z0-9]{10,40}",
        ),
        token(
            _("API token"),
            _("Under Account settings, Security. Without it photos and recordings stay there."),
            r"[A-Za-z0-9]{20,80}",
            optional=True,
        ),
        our_secret(_("Leave it empty: we make one. Or enter the password of the REST service."), pattern=r"\S{16,200}"),
        Field(
            "words",
            _("Questions that she answers in her own words"),
            _("Their names in the form, with commas. They come first, without the question."),
            optional=True,
            pattern=NAMES,
        ),
        Field("phone", _("Question with her phone number"), optional=True, pattern=NAMES),
        Field("place", _("Question with the place"), optional=True, pattern=NAMES),
        Field("language", _("Question with her language"), optional=True, pattern=NAMES),
        country(_("Country of phone numbers without +")),
    ),
    source="https://support.kobotoolbox.org/rest_services.html",
    note=_(
        "KoboToolbox tries three times within two hours. After a longer time send what failed again there: "
        "Settings, REST Services. What is changed there later does not come."
    ),
)
