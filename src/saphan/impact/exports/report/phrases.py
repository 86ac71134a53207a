"""What the annual report says beside its numbers. One sentence an entry, so that each can be translated by itself."""

from django.utils.translation import gettext_lazy as _

TITLE = _("What workers told us, and what came of it")
ANNUAL = _("Annual report %(year)s")
SO_FAR = _("Annual report %(year)s, so far")
EDITION = _("Edition %(version)s of the numbers, made on %(day)s")
UNTIL = _("Counted to the end of %(month)s")
PAGE = _("Page %(page)s of %(all)s")
BRIDGE = (_("told"), _("checked"), _("shared"), _("agreed"), _("remedied"))

WHAT_IT_IS = _("What Saphan is")
ABOUT = (
    _("Saphan means bridge. Migrant workers tell what happens to them, in their own language."),
    _("People of a desk answer, check what was said, and ask companies and states to put it right."),
    _("Only the workers can say that something was put right."),
)
VOICE = _("What worker voice is")
ABOUT_VOICE = (
    _("Voice begins with the worker: her words, her time, her choice who may know."),
    _("Polls and surveys begin with somebody else. They are counted apart and prove nothing here."),
    _("What a company says about itself counts for nothing in these numbers."),
)
COUNTERS = _("Five counters")
NEVER_ADDED = _("Each has its own meaning. They are never added together.")
SINCE = _("From the beginning to the end of %(month)s.")
NO_COUNTERS = _("Nothing was published for this year.")
BY_MONTH = _("%(what)s, month by month")

CHANGE = _("The theory of change")
ABOUT_CHANGE = _("Three kinds of people have to act. For each we count what we can see.")
RESPONSE = _("How long workers waited")
ABOUT_RESPONSE = _("Days are medians: half took less, half took more. Who still waits is not in them.")
REMEDY = _("What was put right")
ABOUT_REMEDY = _("An issue is remedied when the workers say so. It counts no more when it was opened again.")
LANGUAGES = _("In which languages workers came")
UNKNOWN = _("What we do not know")
NOT_KNOWN = (
    _("Who did not come to us. Few stories from a place may mean that nobody could reach us there."),
    _("How many were harmed in all. These numbers are of those who spoke, not of all workers."),
    _("Whether one person came twice. We do not ask for names."),
    _("What happened after workers stopped writing to us."),
)
NOT_SHOWN = _(
    "%(hidden)s of %(all)s numbers are not shown, because too few people stand behind them. None of them is a zero."
)
PROTECTED = _("How the numbers are protected")
PROTECTION = (
    _("Nobody is named, and no company."),
    _("A number below %(least)s is not shown. Neither is one that would give such a number away."),
    _("Numbers are rounded. Some carry a small error, which stays the same however often we publish."),
    _("A number moves only when %(least)s people or more are new."),
    _("Before anything is published, we attack it ourselves. What can be found out does not leave."),
)
EVERY = _("Every number")
ABOUT_EVERY = _("This year: of what began in %(year)s. Until now: from the beginning.")
ABOUT_INTERVAL = _("In brackets: where the true number lies, in 95 of 100 cases. n: on how many it rests.")
CURRENCY = _("Currency")
MEANS = _("What the numbers mean")
TAKE = _("All numbers as files: %(address)s. Licence: %(licence)s.")
THIS_YEAR, ALL, WHAT = _("This year"), _("Until now"), _("What is counted")
TOO_FEW = _("too few")
FEWER = _("fewer than %(least)s")
NONE_YET = _("Too few stand behind each of these numbers to show one.")
BARS = _("Bars by month or quarter. Striped: too few to show.")
