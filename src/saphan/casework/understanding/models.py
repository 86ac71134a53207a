"""What was said, in other words; who is asked for them; which machines a desk switched on."""

from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Condition, Protection, also, one_message_of, setting, stories_of

STORY_PEOPLE = Protection(
    read=(stories_of(), SYSTEM),
    add=(stories_of(), SYSTEM),
    change=(stories_of(), SYSTEM),
    remove=(stories_of(), SYSTEM),
)
OF_A_STORY = Belongs("voice_conversation", "conversation_id", may_move=True)
NOBODY_TOOK_IT = "state = 'waiting' AND interpreter IS NULL"
SHE_MAY_TAKE_IT = f"(named IS NULL OR named = {setting('staff')}) AND NOT ({setting('staff')} = ANY (conflicted))"
INTERPRETER = Condition(
    "interpreter",
    f"desk_id = {setting('interpreting')} AND "
    f"(interpreter = {setting('staff')} OR ({NOBODY_TOOK_IT} AND {SHE_MAY_TAKE_IT}))",
)
WHOSE_TURN_IT_IS = also(one_message_of("asking_id"), f"interpreter = {setting('staff')}")


class Rendering(models.Model):
    """One message in other words, sealed with its story, and who made them.

    of: hers (what she wrote), ours (a reply; `written` is what the caseworker wrote), summary or transcript (of a
    recording). message_id: of what she reads or said; a reply has none until it is sent. made_by: human (`role`,
    `author`) or machine (`machine`: its name as the desk entered it). prepared: what goes to a machine, and what was
    cut out of it. touches_safety: a machine's words are to be checked by a person.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    message_id = models.UUIDField(null=True)
    of = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default="asked")
    trouble = models.CharField(max_length=16, blank=True)
    written = models.BinaryField(null=True)
    written_language = models.CharField(max_length=12, blank=True)
    prepared = models.BinaryField(null=True)
    language = models.CharField(max_length=12)
    made_by = models.CharField(max_length=8)
    role = models.CharField(max_length=20, blank=True)
    author = models.UUIDField(null=True)
    machine = models.CharField(max_length=80, blank=True)
    machine_id = models.UUIDField(null=True)
    left_server = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    touches_safety = models.BooleanField(default=False)
    checked_by = models.UUIDField(null=True)
    checked_on = models.DateField(null=True)
    asked_by = models.UUIDField()
    at = models.DateTimeField()

    protection = replace(
        STORY_PEOPLE,
        fixed=("conversation_id", "of", "written", "written_language", "made_by", "machine", "asked_by", "at"),
        once=("role", "author", "sealed"),
        belongs=(OF_A_STORY,),
    )

    class Meta:
        db_table = "casework_rendering"
        indexes = [models.Index(fields=["conversation_id", "id"], name="casework_rendering_story")]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by="human") | ~Q(machine=""), name="casework_rendering_names_its_machine"
            ),
            models.CheckConstraint(
                condition=~Q(made_by="human") | Q(sealed=None) | Q(author__isnull=False),
                name="casework_rendering_names_its_person",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(checked_on__isnull=False), name="casework_rendering_check_has_day"
            ),
        ]


class Asking(models.Model):
    """One text waits for an interpreter, is with her, or was answered. Names no story, message or worker.

    named: only she is asked, until she hands it back. conflicted: who knows somebody there and never sees it.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    of = models.CharField(max_length=12)
    source = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default="waiting")
    named = models.UUIDField(null=True)
    interpreter = models.UUIDField(null=True)
    conflicted = ArrayField(models.UUIDField(), default=list)
    asked_by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(stories_of(), INTERPRETER, SYSTEM),
        add=(stories_of(),),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("of", "source", "language", "asked_by", "on"),
    )

    class Meta:
        db_table = "casework_asking"
        indexes = [models.Index(fields=["desk_id", "state"], name="casework_asking_queue")]


class AskedAbout(models.Model):
    """Which story and which rendering an asking is about, and what was cut out of the text: for the desk alone."""

    asking_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    rendering_id = models.UUIDField(unique=True)
    held = models.BinaryField()

    protection = replace(
        STORY_PEOPLE,
        change=(SYSTEM,),
        fixed=("conversation_id", "rendering_id", "held"),
        belongs=(OF_A_STORY, Belongs("casework_asking", "asking_id")),
    )

    class Meta:
        db_table = "casework_asked_about"
        indexes = [models.Index(fields=["conversation_id"], name="casework_asked_about_story")]


class AskedWords(models.Model):
    """A copy of the one text, under a key of its own: for her who took it, until she answered or it was withdrawn.

    interpreter: set when she has said that she knows nobody there. Then the row goes, and its key with it.
    """

    asking_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    interpreter = models.UUIDField(null=True)
    sealed = models.BinaryField()

    protection = Protection(
        read=(WHOSE_TURN_IT_IS, SYSTEM),
        add=(also(stories_of(), "interpreter IS NULL"),),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("desk_id", "sealed"),
        belongs=(Belongs("casework_asking", "asking_id"),),
    )

    class Meta:
        db_table = "casework_asked_words"


class Machine(models.Model):
    """A machine that a desk set up: off until a lead switches it on. What was entered is sealed, never shown again.

    leaves: words go to a server that whoever keeps ours did not name as near. name: as workers and staff read it.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    does = models.CharField(max_length=12)
    adapter = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    leaves = models.BooleanField()
    sealed = models.BinaryField()
    made_on = models.DateField()
    switched_on_by = models.UUIDField(null=True)
    switched_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(also(stories_of(), "switched_on IS NULL"),),
        change=(stories_of(),),
        fixed=("desk_id", "does", "adapter", "name", "made_on"),
    )

    class Meta:
        db_table = "casework_machine"
        indexes = [models.Index(fields=["desk_id"], name="casework_machine_desk")]
        constraints = [
            models.CheckConstraint(
                condition=Q(switched_on=None) | Q(switched_on_by__isnull=False),
                name="casework_machine_switched_on_by_somebody",
            )
        ]
