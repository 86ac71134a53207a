"""The criteria of UNGP 31 and what each asks, in words that are translated."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CRITERIA: Mapping[str, Promise | str] = {
    "legitimate": _("Legitimate: people trust it"),
    "accessible": _("Accessible: everybody can reach it"),
    "predictable": _("Predictable: each step has its time"),
    "equitable": _("Equitable: workers have advice and know what they need to know"),
    "transparent": _("Transparent: people are told how it goes"),
    "rights_compatible": _("Rights-compatible: the remedy is what is owed"),
    "continuous_learning": _("A source of learning: the harm does not come again"),
    "dialogue": _("Based on dialogue: workers are asked, and answered"),
}

VERDICTS: Mapping[str, Promise | str] = {
    "met": _("met"),
    "partly": _("partly met"),
    "not_met": _("not met"),
    "not_known": _("not enough known"),
}

QUESTIONS: Mapping[str, Promise | str] = {
    "held": _("Do workers say, after half a year, that the remedy has held?"),
    "nobody_pressed": _("Is nobody told to say yes?"),
    "no_fear": _("Does nobody give up out of fear?"),
    "answered": _("Does everybody who speaks get an answer from a person?"),
    "called_back": _("Is everybody called who asked to be called?"),
    "answered_in_a_day": _("Does the answer come within a day?"),
    "acknowledged": _("Do partners acknowledge in time?"),
    "planned": _("Do partners make a plan in time?"),
    "delivered_in_time": _("Do partners do what they promised by its day?"),
    "warned_before_paying": _("Do people turn down offers in which something grave was found?"),
    "shown": _("Are verified issues shown to a partner?"),
    "remedied": _("Are issues remedied by the workers' word?"),
    "confirmed": _("Do workers say that the remedy came?"),
    "enough": _("Do workers say that the plan is enough?"),
    "no_retaliation": _("Is nobody made to pay for speaking?"),
    "does_not_come_back": _("Do remedied issues stay remedied?"),
    "signals": _("Does a person look into the signs that something is emerging?"),
    "asked_about_plans": _("Do workers answer when they are asked about a plan?"),
    "asked_about_remedy": _("Do workers answer when they are asked whether a remedy came?"),
    "again": _("Would workers come again?"),
    "conflicts": _("Do colleagues declare with whom they have to do?"),
    "hers": _("Does she get an answer in her own language?"),
    "dialects": _("Are those answered whose language our pages do not speak?"),
    "soon": _("Does the first word come soon after the harm?"),
    "nobody_waits": _("Does nobody wait for more than a week?"),
    "advice": _("Do workers who want advice first have it?"),
    "told": _("Are workers told at each stage?"),
    "waiting_signals": _("Does no sign that something is emerging wait for two weeks?"),
    "ended": _("Do harmful behaviours end?"),
    "state": _("Does the state act on what is brought to it?"),
    "polls": _("Is every poll answered by the promised day?"),
}
