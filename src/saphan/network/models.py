"""Organisations and who supplies, recruits for and buys from whom; desks, duty, staff. Nothing of workers."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saphan.network.deduplicating.models import DuplicateProposal as DuplicateProposal
from saphan.network.matching.models import Decision as Decision
from saphan.network.matching.models import Key as Key
from saphan.network.matching.models import Mark as Mark
from saphan.network.merging.models import Merge as Merge
from saphan.network.reach.models import Reach as Reach
from saphan.network.word_models import DeskTerm as DeskTerm
from saphan.network.word_models import WordReview as WordReview
from saphan.network.workers_body import WorkersBody as WorkersBody
from saphan.store.ids import random_id


class OrganisationKind(models.TextChoices):
    BRAND = "brand", _("Brand")
    RETAILER = "retailer", _("Retailer")
    SUPPLIER = "supplier", _("Supplier")
    WORKPLACE = "workplace", _("Workplace")
    RECRUITER = "recruiter", _("Recruiter")
    SUB_AGENT = "sub_agent", _("Sub-agent")
    GOVERNMENT = "government", _("Government body")
    SERVICE = "service", _("Service organisation")


class Role(models.TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    VERIFIER = "verifier", _("Verifier")
    LEAD = "lead", _("Desk lead")
    ANALYST = "analyst", _("Analyst")
    ADMINISTRATOR = "administrator", _("Administrator")
    CUSTODIAN = "custodian", _("Identity custodian")
    INTERPRETER = "interpreter", _("Interpreter")
    OUTREACH = "outreach", _("Outreach worker")
    EDITOR = "editor", _("Content editor")
    REVIEWER = "reviewer", _("Native reviewer")
    MODERATOR = "moderator", _("Moderator")
    PARTNER = "partner", _("Partner")


class Organisation(models.Model):
    """Anyone with a part in a supply chain. Provisional: named by a worker, not yet matched by a person."""

    id = models.UUIDField(primary_key=True, default=random_id)
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=120, blank=True)
    province = models.CharField(max_length=6, blank=True, default="", db_default="")  # ISO 3166-2
    sector = models.CharField(max_length=20, blank=True, default="", db_default="")  # of standards.sectors
    provisional = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="en")

    class Meta:
        db_table = "network_organisation"

    def __str__(self) -> str:
        return self.name

    @property
    def acts_on_disclosure(self) -> bool:
        """True for those who may be shown an issue: supplier, recruiter, brand, retailer."""
        return self.kind in {"supplier", "recruiter", "sub_agent", "brand", "retailer"}


class Alias(models.Model):
    """Another name of an organisation, in any script."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "network_alias"
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="network_alias_once")]


class RelationKind(models.TextChoices):
    SUPPLIES = "supplies", _("supplies")
    RECRUITS_FOR = "recruits_for", _("recruits for")
    BUYS_FROM = "buys_from", _("buys from")
    OWNS = "owns", _("owns")


class Relation(models.Model):
    """An edge of the graph, with dates. It opens nothing to anybody (domain: nothing passes along the graph)."""

    id = models.UUIDField(primary_key=True, default=random_id)
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relations_out")
    kind = models.CharField(max_length=16, choices=RelationKind)
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relations_in")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "network_relation"
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="network_relation_two_sides"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="network_relation_dates_in_order"
            ),
        ]


class WorkforceGroup(models.Model):
    """How many people work where: the ground of every crowd. `source`: where the number comes from."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="workforce_groups")
    site = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=80, blank=True)
    shift = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    gender = models.CharField(max_length=12, blank=True)
    headcount = models.PositiveIntegerField()
    counted_on = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        db_table = "network_workforce_group"


class Desk(models.Model):
    """The part of a service organisation that owns cases."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="desk")
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    time_zone = models.CharField(max_length=40, default="Asia/Bangkok")
    opened_on = models.DateField()
    frozen_on = models.DateField(null=True)

    class Meta:
        db_table = "network_desk"

    def __str__(self) -> str:
        return self.name


class DeskWords(models.Model):
    """A desk's own words for workers in one language. `emergency`: numbers and places of this deployment."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=12)
    emergency = models.TextField()

    class Meta:
        db_table = "network_desk_words"
        constraints = [models.UniqueConstraint(fields=["desk", "language"], name="network_desk_words_once")]


class Pool(models.Model):
    """Desks that agreed to share coded facts, and only those."""

    id = models.UUIDField(primary_key=True, default=random_id)
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "network_pool"


class PoolMember(models.Model):
    id = models.UUIDField(primary_key=True, default=random_id)
    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        db_table = "network_pool_member"
        constraints = [models.UniqueConstraint(fields=["pool", "desk"], name="network_pool_member_once")]


class PoolInvitation(models.Model):
    """A desk is invited into a pool. agreed: the members whose lead said yes; it joins when all have and it accepts."""

    id = models.UUIDField(primary_key=True, default=random_id)
    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="invitations")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="invitations")
    on = models.DateField()
    agreed = ArrayField(models.UUIDField(), default=list)
    accepted = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "network_pool_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "desk"], condition=Q(ended_on=None), name="network_pool_invitation_one"
            )
        ]


class DayOff(models.Model):
    """A day on which nobody of the desk is on duty, whatever the weekly roster says: a holiday, a gap."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="days_off")
    day = models.DateField()

    class Meta:
        db_table = "network_day_off"
        constraints = [models.UniqueConstraint(fields=["desk", "day"], name="network_day_off_once")]


class StaffManager(BaseUserManager["Staff"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Staff":
        staff = self.model(email=self.normalize_email(email), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """Somebody who signs in: of a desk, or of a partner organisation.

    demo: a log-in whose password and codes everybody may see. A trigger refuses one outside a demo database.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="staff", null=True, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    language = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    handed_to = models.UUIDField(null=True)  # who took over when she left, and is told now what she was to be told
    demo = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)  # part of what a session carries: one more ends them all

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        db_table = "network_staff"
        constraints = [
            models.CheckConstraint(
                condition=Q(desk=None) | ~Q(roles__contains=[Role.PARTNER]), name="network_staff_desk_or_partner"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, of the password; and of the round, once there was one."""
        of_password: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{of_password}-{self.session_round}" if self.session_round else of_password


class OneTimeLink(models.Model):
    """Lets one person in, once. Only the keyed hash of its token is kept.

    kind: `start` for who never signed in; `second_factor` or `password` for what was lost (`network.restoring`).
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="links")
    token_hash = models.BinaryField(unique=True)
    key_version = models.SmallIntegerField(default=1, db_default=1)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=16, default="start")
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "network_one_time_link"


class Restoration(models.Model):
    """Somebody lost her phone or her password: one person asks that she be let in again, another confirms."""

    id = models.UUIDField(primary_key=True, default=random_id)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="restorations")
    lost = models.CharField(max_length=16)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "network_restoration"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="network_restoration_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("staff_id")) & (Q(confirmed_by=None) | ~Q(confirmed_by=F("staff_id"))),
                name="network_restoration_by_others",
            ),
        ]


class Duty(models.Model):
    """A weekly stretch on duty, in the desk's time zone. weekday: 0 is Monday. Past midnight: two rows."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="duties")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="duties")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        db_table = "network_duty"
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="network_duty_weekday"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="network_duty_within_a_day"),
        ]


class Notice(models.Model):
    """Something that needs a member of staff: shown in the bell, and e-mailed without content."""

    id = models.UUIDField(primary_key=True, default=random_id)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField(null=True)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "network_notice"
        indexes = [models.Index(fields=["staff", "seen_at"], name="network_notice_unseen")]


class Poster(models.Model):
    """A printed QR code: names the desk and, where known, the place it hangs in. `token` stands in its address."""

    token = models.CharField(max_length=16, primary_key=True)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="posters")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)
    line = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "network_poster"


class RunBy(models.TextChoices):
    """Who runs a system that sends us what workers say. Decides whether it is voice or feedback."""

    DESK = "desk", _("This desk")
    UNION = "union", _("A union")
    NGO = "ngo", _("Another service organisation")
    RESPONDENT = "respondent", _("A company that workers speak about")
    BUYER = "buyer", _("Its owner, or somebody who buys there")
    OTHER = "other", _("Another organisation")


class Integration(models.Model):
    """Another system that may send voices to a desk. Only the keyed hash of its key is kept."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="integrations")
    name = models.CharField(max_length=80)
    run_by = models.CharField(max_length=12, choices=RunBy)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    key_hash = models.BinaryField(unique=True)
    key_version = models.SmallIntegerField(default=1, db_default=1)
    made_on = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        db_table = "network_integration"
        constraints = [
            models.CheckConstraint(
                condition=Q(run_by="desk") | Q(run_by="union") | Q(run_by="ngo") | Q(organisation__isnull=False),
                name="network_integration_names_who_runs_it",
            ),
        ]
