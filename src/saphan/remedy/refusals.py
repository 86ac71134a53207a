"""What remedy says no to, each with a code that a page turns into a helpful sentence."""

from saphan.store.refusals import Refusal


class WouldPointAtSomeone(Refusal):
    """Too few people could have said it, or nobody knows how many."""

    code = "would_point_at_someone"


class ConsentMissing(Refusal):
    """Too few workers agreed to these very words."""

    code = "consent_missing"


class TooEarly(Refusal):
    """The random wait or the two weeks after her quarrel are not over."""

    code = "too_early"


class NeedsTheLead(Refusal):
    """Somebody under 18 stands behind it: the lead decides in writing first."""

    code = "needs_the_lead"


class NotAPartner(Refusal):
    """Only a supplier, a recruiter, a brand or a retailer can be shown an issue."""

    code = "not_a_partner"


class WordsMissing(Refusal):
    """Nothing was written, or far too much."""

    code = "words_missing"


class DraftChanged(Refusal):
    """The draft was replaced or has gone out already; look at the newest."""

    code = "draft_changed"


class NotAllAgreed(Refusal):
    """Each of the workers who agreed to the words must agree to waive the wait."""

    code = "not_all_agreed"


class NotNow(Refusal):
    """The issue does not stand where this is done."""

    code = "not_now"


class NoLongerOpen(Refusal):
    """The disclosure was taken back."""

    code = "no_longer_open"


class PromisesFirst(Refusal):
    """A partner accepts the three promises before it does anything else."""

    code = "promises_first"


class DoesNotFit(Refusal):
    """A date in the past, an unknown class of people, an amount without a currency; the way out names the field."""

    code = "does_not_fit"


class NobodyToAsk(Refusal):
    """No worker's consent stands any more, so nobody can be asked."""

    code = "nobody_to_ask"


class NotAskedYet(Refusal):
    """The workers were not asked, or have not answered and 14 days have not passed."""

    code = "not_asked_yet"


class AdviceFirst(Refusal):
    """A worker asked for advice before she answers."""

    code = "advice_first"


class NotEnough(Refusal):
    """Most workers say that the plan is not enough; it goes back to the partner."""

    code = "not_enough"


class WrongFile(Refusal):
    """Not a PDF, a picture or a table, or too large, or empty."""

    code = "wrong_file"


class NotSpokenYet(Refusal):
    """Somebody of the desk speaks with the partner before retaliation counts as ended."""

    code = "not_spoken_yet"


class CheckFirst(Refusal):
    """Nobody has gone through the safety check with her and signed that it is safe enough."""

    code = "check_first"


class NeverToAnEmployer(Refusal):
    """Severe protection (family J) never goes to an employer."""

    code = "never_to_an_employer"


class BesideAnOwnCase(Refusal):
    """Somebody behind the issue has her own case before the same company, and not everybody was warned."""

    code = "beside_an_own_case"


class TogetherNow(Refusal):
    """Since she was asked, an issue that she is part of came before the same company: she must know that first."""

    code = "together_now"
