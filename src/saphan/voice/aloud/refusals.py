"""What reading aloud says no to, each with a code that a page turns into a sentence."""

from saphan.store.refusals import Refusal


class LinkOver(Refusal):
    """The link was revoked, its time is over, its desk is closed, or there never was one."""

    code = "link_over"


class NotASound(Refusal):
    """The file is no recording that phones play, or cannot be read to its end."""

    code = "not_a_sound"


class TooLong(Refusal):
    """Too many bytes or seconds for a worker's line."""

    code = "too_long"


class SentencesChanged(Refusal):
    """The sentences are not those that were read or heard."""

    code = "sentences_changed"


class SpeaksNot(Refusal):
    """Whoever judges speaks that language; a machine can only be accepted where it has a voice."""

    code = "speaks_not"
