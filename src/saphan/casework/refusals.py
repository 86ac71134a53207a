"""Why casework says no. Pages turn the code into a sentence (`words.REFUSALS`)."""

from saphan.store.refusals import Refusal


class CaseIsClosed(Refusal):
    """Nothing is added to a closed case; open a new one for her."""

    code = "case_is_closed"


class NotInThisCase(Refusal):
    """The person who spoke does not belong to this case."""

    code = "not_in_this_case"


class AlreadyInThisCase(Refusal):
    code = "already_in_this_case"


class NotAConcern(Refusal):
    """Questions, praise and test calls are answered, not recorded as concerns."""

    code = "not_a_concern"


class WhoIsItAbout(Refusal):
    """No organisation was picked or named, or it is not known."""

    code = "who_is_it_about"


class DoesNotFit(Refusal):
    """A code, a number or a date that cannot be: an unknown stage, nobody affected, an end before the beginning."""

    code = "does_not_fit"


class NotCountedAnyMore(Refusal):
    """The concern was withdrawn or corrected before; only the newest can be changed."""

    code = "not_counted_any_more"


class NotConfirmedByHer(Refusal):
    """Only the worker's own answer makes a case fully remedied."""

    code = "not_confirmed_by_her"


class AlreadySpeaksForThem(Refusal):
    """A mandate of this voice stands in this case; end it first."""

    code = "already_speaks_for_them"


class NobodyToReferTo(Refusal):
    """No other desk and no organisation that a story may be referred to was picked."""

    code = "nobody_to_refer_to"


class NotSevere(Refusal):
    """A file for the standard of trafficking cases is of severe cases only."""

    code = "not_severe"


class NotAgreed(Refusal):
    """She was not asked, said no, or took it back."""

    code = "not_agreed"


class ReferralOver(Refusal):
    """She took it back, its time is over, or it was declined."""

    code = "referral_over"


class NothingWritten(Refusal):
    """The page was sent without words."""

    code = "nothing_written"


class ConflictOfInterest(Refusal):
    """She handed this story back, or has to do with the organisation that it is about."""

    code = "conflict_of_interest"


class NoSuchReply(Refusal):
    """A short code that stands for no reply. It is not sent as it was typed."""

    code = "no_such_reply"


class NotAcceptedFor(Refusal):
    """The reply was not accepted by anybody in the language of this story."""

    code = "not_accepted_for"


class NotHerLanguage(Refusal):
    """Words are accepted only by somebody who speaks their language."""

    code = "not_her_language"


class CodeTaken(Refusal):
    code = "code_taken"


class NoSuchStory(Refusal):
    """The digits that she says open no story of this desk. Carries nothing of them."""

    code = "no_such_story"
