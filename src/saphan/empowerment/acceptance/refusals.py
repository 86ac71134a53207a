"""What acceptance says no to."""

from saphan.store.refusals import Refusal


class NotANativeSpeaker(Refusal):
    """A lead wrote down which languages she speaks; this one is not among them."""

    code = "not_a_native_speaker"


class SayWhereAdmitted(Refusal):
    """A lawyer says where she may practise."""

    code = "say_where_admitted"


class SayWhatIsWrong(Refusal):
    """A text that is sent back needs a remark."""

    code = "say_what_is_wrong"


class ChangedSince(Refusal):
    """The words are not those that she read."""

    code = "changed_since"
