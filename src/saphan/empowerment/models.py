"""The tables of this room; each stands in the sub-room that owns it."""

from saphan.empowerment.offline.models import OfflineKey as OfflineKey
