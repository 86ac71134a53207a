"""What stands beside each figure of the dashboard, in words for everybody: what it counts, and what it does not say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

MEANS: Mapping[str, tuple[Words, Words]] = {
    "people_met": (
        _("People met on outreach visits, counted on the spot, by their language."),
        _("Who was met twice is counted twice."),
    ),
    "people_met_by_place": (
        _("The same people by where they were met."),
        _("Nothing here about a place only means that we met nobody there, or few."),
    ),
    "voices_by_language": (
        _("Stories that workers and job seekers began to tell, by language. Deleted ones are left out."),
        _("A language that is missing here may be one that we cannot serve yet."),
    ),
    "voices_by_channel": (
        _("The same stories by the way on which they came."),
        _("Workers use the ways that we offer. It does not say which they would like best."),
    ),
    "issues_by_kind": (
        _("Concerns of one kind at one organisation make one issue, however many workers told of it."),
        _("An issue may still be unverified. Few issues may mean that nobody was met there."),
    ),
    "issues_by_sector": (
        _("The same issues by the sector of the organisation."),
        _("We hear most where we meet most workers. It does not compare sectors."),
    ),
    "days_to_first_answer": (
        _("Days from the first words of a worker to the first answer of a person: half waited less, half more."),
        _("Who still waits is not in it."),
    ),
    "days_to_acknowledge": (
        _("Days until a partner said that it had read an issue: half took less, half more."),
        _("Issues that nobody has acknowledged are not in it."),
    ),
    "days_to_plan": (
        _("Days until a partner made its first promise: half took less, half more."),
        _("Issues without a promise are not in it."),
    ),
    "days_to_remedy": (
        _("Days until the workers first said that the remedy had come: half took less, half more."),
        _("Issues that are not remedied are not in it, so it tells of the quicker ones."),
    ),
    "voices_answered_within_a_day": (
        _("Stories that a person answered on the same day or the next."),
        _("An answer is not yet help."),
    ),
    "acknowledged_in_time": (
        _("Issues that a partner acknowledged within three working days."),
        _("To acknowledge is to say: we have read it."),
    ),
    "planned_in_time": (
        _("Issues for which a partner promised something within ten working days."),
        _("A promise in time is not yet a good one."),
    ),
    "issues_remedied": (
        _("Issues shown to a partner whose remedy the workers themselves have confirmed, by kind."),
        _("New issues count too, so the share can rise later. One that fell back is not remedied."),
    ),
    "confirmed_by_workers": (
        _("Workers who said yes, of those who answered whether the remedy came."),
        _("Who did not answer is not in it."),
    ),
    "workers_reached_to_confirm": (
        _("Workers who answered, of those who were asked whether the remedy came."),
        _("Silence may be fear, or a lost telephone."),
    ),
    "held_for_180_days": (
        _("Workers who said half a year later that it has held."),
        _("Who has left or changed telephones does not answer."),
    ),
    "money_returned": (
        _("Money that partners paid back in issues whose remedy the workers confirmed. Currencies are kept apart."),
        _("What was owed is not known here."),
    ),
    "promises_delivered": (
        _("Promises that partners say they have kept, of all that stand."),
        _("Their own word; what the workers confirm stands above. What is not yet due counts as not kept."),
    ),
    "promises_late": (
        _("Promises whose day passed before anything was delivered."),
        _("Kept late stays late."),
    ),
    "buyers_keep_promises": (
        _("The same of brands and retailers only: promises that they say they have kept."),
        _("To press a supplier is not a promise of one's own."),
    ),
}
"""By indicator: what it counts, and what it does not say. The exact definition stands on the indicator's own page."""

NOT_SHOWN: Words = _("not shown")
TOO_FEW: Words = _("Too few to show yet")
