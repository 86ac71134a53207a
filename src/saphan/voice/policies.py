"""Who of a desk may do what with a story. The database holds that it is a story of that desk."""

from saphan.store.callers import Staff

WHO_ANSWERS = frozenset({"caseworker", "verifier", "lead"})


def may_answer(staff: Staff) -> bool:
    return bool(staff.roles & WHO_ANSWERS)
