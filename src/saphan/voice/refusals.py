"""What voice says no to, each with a code that a page turns into a sentence."""

from saphan.store.refusals import Refusal


class StoryGone(Refusal):
    """The story was deleted, or was never there for this caller."""

    code = "story_gone"


class NotANumber(Refusal):
    """What was typed cannot be rung. Carries nothing of it."""

    code = "not_a_number"


class NoAnswerToThat(Refusal):
    """The question is closed, or knows no such answer."""

    code = "no_answer_to_that"


class TooManyTries(Refusal):
    """The word or picture was wrong too often today; her earlier words stay closed until tomorrow."""

    code = "too_many_tries"


class NothingWritten(Refusal):
    """A reply without words."""

    code = "nothing_written"


class NotOurWords(Refusal):
    """Only what staff wrote can be taken back or moved; her own words never change."""

    code = "not_our_words"


class FormerWordFirst(Refusal):
    """A word or picture stands; it is replaced only by somebody who gave it."""

    code = "former_word_first"


class SentDifferently(Refusal):
    """The same once-only token came before with something else; the first one stands."""

    code = "sent_differently"


class WasDeleted(Refusal):
    """The same once-only token came before, and she has deleted what it made; it is not made again."""

    code = "was_deleted"


class KnownRow(Refusal):
    """This row of a log was taken over before."""

    code = "known"


class NotAWord(Refusal):
    """Neither a name nor a word: nothing, or a sentence."""

    code = "not_a_word"


class KeptFromSearch(Refusal):
    """She is in danger, or her case is severe: nobody finds her story by a word."""

    code = "kept_from_search"


class CodeTaken(Refusal):
    """The code that came with her words opens another story; by chance once in a million years, or never by chance."""

    code = "code_taken"


class VisitOver(Refusal):
    """The visit was ended, or its tablet had too long to send; nothing that lies on it opens any more."""

    code = "visit_over"


class TooManyEntries(Refusal):
    """No visit meets so many workers."""

    code = "too_many_entries"


class EntryNotRead(Refusal):
    """An entry of a visit was cut short, changed, or sealed for another visit."""

    code = "entry_not_read"


class SheSaidNo(Refusal):
    """An entry without her yes to keeping it."""

    code = "she_said_no"


class NothingInEntry(Refusal):
    """An entry in which nothing was said, tapped or called for."""

    code = "nothing_in_entry"
