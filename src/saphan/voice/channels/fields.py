"""Fields that several channels have on their set-up pages. Pure."""

import secrets

from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Field, Words

ADDRESS = r"https?://[^\s?#]+"
LETTERS = r"[A-Za-z0-9_-]{16,256}"  # of a secret that travels in a header or an address
SECRET, SERVICE = _("Secret of our address"), _("Address of the service")
TWO_LETTERS = _("Two letters, for example TH.")


def new_secret() -> str:
    """One that nobody can guess."""
    return secrets.token_urlsafe(32)


def token(label: Words, help_text: Words, pattern: str, *, optional: bool = False) -> Field:
    """What the provider gave the desk, to ask it with."""
    return Field("token", label, help_text, secret=True, optional=optional, pattern=pattern)


def our_secret(help_text: Words, *, label: Words = SECRET, pattern: str = LETTERS) -> Field:
    """By which whoever brings something proves itself. Where the desk leaves it empty we make it."""
    return Field("secret", label, help_text, secret=True, pattern=pattern, made=new_secret)


def agreed_secret(help_text: Words, pattern: str) -> Field:
    """As above; the desk enters the same at the other side, so that it cannot be left empty."""
    return Field("secret", SECRET, help_text, secret=True, pattern=pattern)


def server(help_text: Words, label: Words = SERVICE) -> Field:
    """Where the provider stands: another for each desk."""
    return Field("server", label, help_text, pattern=ADDRESS)


def country(label: Words, help_text: Words = TWO_LETTERS) -> Field:
    """Of numbers that come without one."""
    return Field("country", label, help_text, pattern=r"[A-Z]{2}", optional=True)
