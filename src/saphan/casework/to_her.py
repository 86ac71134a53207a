"""Codes of casework as a worker reads them: "you" and "we", in every language of a worker's pages."""

from django.utils.translation import gettext_lazy as _

MOVES = {
    "language": _("They speak your language."),
    "country": _("They are in the country where you are."),
    "kind": _("They know this kind of trouble well."),
    "safety": _("You are safer with them."),
    "wish": _("You asked for them."),
}
