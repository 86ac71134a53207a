"""When a message may arrive on her phone: at the times she named, else by day; at once while she holds it. Pure."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from saphan.voice.safe_times import PARTS, is_safe

DAY_BEGINS, DAY_ENDS = 8, 21  # where she named no time
HOLDS_IT = timedelta(minutes=30)  # after she wrote


def may_arrive(codes: Sequence[str], now: datetime, heard_at: datetime, zone: tzinfo) -> bool:
    """codes: parts of the day that she named as safe. heard_at: when she wrote last."""
    if timedelta() <= now - heard_at <= HOLDS_IT:
        return True
    local = now.astimezone(zone)
    return is_safe(codes, local) if codes else DAY_BEGINS <= local.hour < DAY_ENDS


def next_time(codes: Sequence[str], now: datetime, zone: tzinfo) -> datetime:
    """The next moment at which it may: the first hour of a part of the day that she named."""
    hours = sorted(PARTS[code][0] for code in codes if code in PARTS) or [DAY_BEGINS]
    local = now.astimezone(zone)
    days = (local.date(), local.date() + timedelta(days=1))
    starts = [datetime.combine(day, time(hour), zone) for day in days for hour in hours]
    return min(start for start in starts if start > local).astimezone(now.tzinfo)
