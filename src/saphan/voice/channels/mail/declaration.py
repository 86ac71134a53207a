"""What an e-mail of a partner carries. Source: https://www.rfc-editor.org/rfc/rfc5322

One account is one partner. An e-mail is let in by what nobody else knows: the address that only this partner was given.
"""

import secrets
import string

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import MEBIBYTE, Declaration, Field
from saphan.voice.channels.events import Kind
from saphan.voice.channels.fields import country, our_secret
from saphan.voice.channels.mail.to_her import LEARNS

LETTERS = string.ascii_lowercase + string.digits

MAIL = Declaration(
    name="mail",
    label=_("E-mail"),
    order=92,
    handle_kind="phone",
    learns=LEARNS,
    carries_in=frozenset({Kind.TEXT, Kind.PHOTO, Kind.VOICE}),
    carries_out=frozenset(),
    hers=False,
    fields=(
        Field(
            "mailbox",
            _("Our address for partners"),
            _("For example in@desk.example. What this partner gets has letters of its own before the @."),
            pattern=r"[A-Za-z0-9._-]{1,40}@[A-Za-z0-9.-]{3,120}",
        ),
        Field(
            "senders",
            _("Who of the partner writes"),
            _("E-mail addresses, with commas; @partner.example for everybody there."),
            pattern=r"[A-Za-z0-9._%+@, -]{3,2000}",
        ),
        Field(
            "mark",
            _("Letters of the partner's own address"),
            _("Leave it empty: we make them."),
            pattern=r"[a-z0-9]{12,60}",
            made=lambda: "".join(secrets.choice(LETTERS) for _ in range(16)),
        ),
        our_secret(
            _("Leave it empty where the mail server is on this machine: we make one."),
            label=_("Secret between our mail server and us"),
            pattern=r"\S{16,200}",
        ),
        Field(
            "checked_by",
            _("Name of our mail server in Authentication-Results"),
            _("If it checks DKIM: then only e-mails come in that the partner's own server signed."),
            optional=True,
            pattern=r"[A-Za-z0-9._-]{1,120}",
        ),
        country(_("Country of phone numbers without +")),
    ),
    source="https://www.rfc-editor.org/rfc/rfc5322",
    largest=3 * MEBIBYTE,
    note=_(
        "Let the partner write on lines of their own: Consent: yes (or no). Phone: her number. "
        "Photos and recordings are kept, other files are named only."
    ),
)
