"""What stands between a worker's messenger and her story: accounts of channels, what came in, what goes out."""

from django.db import models

from saphan.network.models import RunBy
from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, stories_of, trail_of

BESIDE_HER_STORY = (Belongs("voice_conversation", "conversation_id", may_move=True),)


class ChannelAccount(models.Model):
    """One bot, page or number of a desk. What it needs is sealed under the desk's own key, and never shown again.

    language: in which somebody is answered who has not written a word yet; empty for the desk's first.
    trouble: a code while nothing can go out. paused_until: the provider told us to wait, or is away. busy_until: one
    sender at a time works on it. ended_on: nothing comes in or goes out any more.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    channel = models.CharField(max_length=16)
    name = models.CharField(max_length=80)
    run_by = models.CharField(max_length=12, choices=RunBy, default=RunBy.DESK)
    organisation_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    code_word = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True, default="", db_default="")
    made_on = models.DateField()
    changed_on = models.DateField()
    ended_on = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    trouble = models.CharField(max_length=12, blank=True)
    troubles = models.IntegerField(default=0)
    paused_until = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)

    protection = Protection(
        read=(stories_of(), trail_of(), SYSTEM),
        add=(stories_of(), trail_of(), SYSTEM),
        change=(stories_of(), trail_of(), SYSTEM),
        fixed=("desk_id", "channel", "made_on"),
    )

    class Meta:
        db_table = "voice_channel_account"
        indexes = [models.Index(fields=["desk_id", "channel"], name="voice_channel_account_desk")]


class Stage(models.TextChoices):
    """Of what came in. files: her words are in her story, her files are not yet."""

    WAITING = "waiting"
    FILES = "files"
    DONE = "done"
    UNREAD = "unread"


class InboundEvent(models.Model):
    """One thing that a provider told us, once however often it tells it; sealed until it stands in her story.

    event_hash: of account and event. handle_hash, ref_hash: of whom and of which message it is about; all keyed.
    message_id: the message of her story that it became.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    account_id = models.UUIDField()
    event_hash = models.BinaryField(unique=True)
    key_version = models.SmallIntegerField()
    handle_hash = models.BinaryField(null=True)
    ref_hash = models.BinaryField(null=True)
    kind = models.CharField(max_length=12)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.WAITING)
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    conversation_id = models.UUIDField(null=True)
    message_id = models.UUIDField(null=True)

    protection = Protection(
        read=(SYSTEM,),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("account_id", "event_hash", "kind", "said_at", "received_at"),
    )

    class Meta:
        db_table = "voice_inbound_event"
        indexes = [
            models.Index(fields=["next_try_at"], condition=~models.Q(stage="done"), name="voice_inbound_event_due"),
            models.Index(fields=["handle_hash", "said_at"], name="voice_inbound_event_handle"),
            models.Index(fields=["ref_hash"], name="voice_inbound_event_ref"),
            models.Index(fields=["conversation_id"], name="voice_inbound_event_story"),
            models.Index(fields=["received_at"], name="voice_inbound_event_age"),
        ]


class MayWrite(models.TextChoices):
    """Her answer to "what may we write here?". Unasked counts as neutral."""

    UNASKED = ""
    EVERYTHING = "everything"
    NEUTRAL = "neutral"
    NOTHING = "nothing"


class Asking(models.TextChoices):
    """The question of ours that stands open in the chat."""

    NOTHING = ""
    WHAT = "what"  # what may we write here?
    OWNER = "owner"  # was it you who wrote to us long ago?
    LANGUAGE = "language"  # which language do you speak?
    CODE = "code"  # which number did you get then?
    LINK = "link"  # shall we put the two together?


class Way(models.Model):
    """Her handle on one account: which story she speaks in there, and what may be written.

    former_id: a story of whoever had this handle long ago; nothing of it is shown until she says that it was her.
    closed_on: she blocked us, or nobody is there. profile_hash: keyed, of the provider's own id of whoever has this
    handle, where it tells one beside it. code_tries: wrong numbers of stories that were typed there on code_tries_on.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    account_id = models.UUIDField()
    contact_id = models.UUIDField()
    conversation_id = models.UUIDField()
    handle_kind = models.CharField(max_length=12)
    handle_index = models.BinaryField()
    handle_key_version = models.SmallIntegerField()
    may_write = models.CharField(max_length=12, choices=MayWrite, default=MayWrite.UNASKED, blank=True)
    asking = models.CharField(max_length=8, choices=Asking, default=Asking.NOTHING, blank=True)
    asked_on = models.DateField(null=True)
    heard_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    renumbered_on = models.DateField(null=True)
    former_id = models.UUIDField(null=True)
    profile_hash = models.BinaryField(null=True)
    code_tries = models.SmallIntegerField(default=0, db_default=0)
    code_tries_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("account_id",),
        belongs=BESIDE_HER_STORY,
    )

    class Meta:
        db_table = "voice_way"
        indexes = [
            models.Index(fields=["conversation_id"], name="voice_way_story"),
            models.Index(fields=["contact_id"], name="voice_way_contact"),
        ]
        constraints = [models.UniqueConstraint(fields=["account_id", "handle_index"], name="voice_way_handle_once")]


class Progress(models.TextChoices):
    """How far one outgoing message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"
    ASKING = "asking"  # until she says what may be written
    WINDOW = "window"  # until she writes again, or a template is sent
    CANCELLED = "cancelled"


STILL_TO_GO = (Progress.WAITING, Progress.ASKING, Progress.WINDOW)


class Delivery(models.Model):
    """One message to one handle: a piece of a reply, or words of the house. The text is opened only to be sent.

    message_id: the reply that it carries or announces. words: code of a sentence of the house, empty for a reply's own
    text. sealed: values that these words need. why, code: of the last failure, code as the provider names it.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    account_id = models.UUIDField()
    way_id = models.UUIDField()
    message_id = models.UUIDField(null=True)
    words = models.CharField(max_length=20, blank=True)
    piece = models.SmallIntegerField(default=0)
    sealed = models.BinaryField(null=True)
    is_template = models.BooleanField(default=False)
    priority = models.SmallIntegerField()
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    why = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=20, blank=True)
    attempts = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    progress_at = models.DateTimeField()
    ref_hash = models.BinaryField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "account_id", "way_id", "message_id", "words", "piece", "is_template", "made_at"),
        belongs=BESIDE_HER_STORY,
    )

    class Meta:
        db_table = "voice_delivery"
        indexes = [
            models.Index(
                fields=["account_id", "-priority", "id"],
                condition=models.Q(progress="waiting"),
                name="voice_delivery_next",
            ),
            models.Index(fields=["lease_until"], condition=models.Q(progress="sending"), name="voice_delivery_lease"),
            models.Index(fields=["conversation_id"], name="voice_delivery_story"),
            models.Index(fields=["ref_hash"], name="voice_delivery_ref"),
        ]


class CallBack(models.Model):
    """Somebody wants to be rung: by a missed call, or by the code word. done_on: she was reached, or left it."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    asked_at = models.DateTimeField()
    how = models.CharField(max_length=12)
    tries = models.SmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "asked_at", "how"),
        belongs=BESIDE_HER_STORY,
    )

    class Meta:
        db_table = "voice_call_back"
        indexes = [models.Index(fields=["desk_id", "done_on", "asked_at"], name="voice_call_back_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id"], condition=models.Q(done_on=None), name="voice_call_back_one_open"
            )
        ]
