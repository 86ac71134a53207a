"""Ground floor: the database and who may touch it, the clock, the task queue."""

from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Caller, Counting, Intake, Lookup, Partner, Staff, Story, System

__all__ = ["Caller", "Counting", "Intake", "Lookup", "Moment", "Partner", "Staff", "Story", "System", "acting_as"]
