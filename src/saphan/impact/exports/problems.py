"""What the interface for dashboards says when something is wrong, in the form of the other interface (RFC 9457)."""

from saphan.voice.problems import Kind

WRONG_QUESTION = Kind(
    *("wrong_question", 422, "A parameter is not right"),
    "Correct the parameters that errors names; see /api/ for what there is.",
)
NO_SUCH_EDITION = Kind(
    *("no_such_edition", 404, "There is no such edition"), "Leave `edition` out for the newest; /editions lists all."
)
TOO_MANY = Kind(
    *("too_many_questions", 429, "Too many questions just now"),
    "Wait a minute. Keep what you have: send its ETag as If-None-Match.",
    {"Retry-After": "60"},
)
AWAY = Kind(
    *("numbers_away", 503, "We cannot read the numbers just now"), "Ask again in a moment.", {"Retry-After": "5"}
)
BROKEN = Kind(*("numbers_broken", 500, "Something broke on our side"), "Ask again later.", {"Retry-After": "60"})
