"""What she may add, one question a page. Every one can be left out; the order stands in `STEPS`."""

from datetime import time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse

from saphan.network import selectors as network
from saphan.store import clock
from saphan.voice import services
from saphan.voice.pages.on_duty import desk_now
from saphan.voice.pages.said_days import DayTyped, day_typed
from saphan.voice.pages.telling import IF_OTHERS, show_numbers
from saphan.voice.pages.visits import WorkerRequest, go, in_her_story, show
from saphan.voice.refusals import FormerWordFirst, NotANumber
from saphan.voice.safe_times import CLOCKS, PARTS, zone_of
from saphan.voice.saying import Details
from saphan.voice.selectors import desk_of_story, details
from saphan.voice.vocabulary import ICONS, PICTURES

STEPS = ("about", "what", "where", "answer", "tell", "word")
MOST_CIRCLES = 5
LONGEST_LINE = 500  # signs of a short answer


class StepInAddress:
    """The name of a question, in an address."""

    regex = "|".join(STEPS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@in_her_story
def add_more(request: WorkerRequest, conversation_id: UUID, step: str) -> HttpResponse:
    """One question. Her answer is kept; then the next one comes."""
    if request.method != "POST":
        return _ask(request, conversation_id, step)
    if step == "tell" and request.POST.get("tell") == IF_OTHERS:
        return show_numbers(request, reverse("voice:more", args=[request.language, step]))
    try:
        _keep(request, conversation_id, step)
    except FormerWordFirst:
        return go(request, "word")
    except NotANumber:
        return _ask(request, conversation_id, step, problem="not_a_number", status=422)
    except _WhichDay as unsure:
        return _ask(request, conversation_id, step, problem="which_day", status=422, day=unsure.day)
    if step == "word" and request.visit.draft and request.visit.draft.returned:
        return go(request, "mine")
    following = _following(conversation_id, step)
    return go(request, "more", following) if following else go(request, "done")


@in_her_story
def begin_more(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """The first question that is still open."""
    return go(request, "more", _asked(conversation_id)[0])


@in_her_story
def done(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing more is needed: what happens now, and how to come back."""
    desk = desk_now(desk_of_story(conversation_id), request.language)
    return show(request, "done", {"page_name": "done", "desk": desk})


class _WhichDay(Exception):
    """What she typed may be more than one day. Never leaves this page."""

    def __init__(self, day: DayTyped) -> None:
        super().__init__()
        self.day = day


def _ask(
    request: WorkerRequest,
    conversation_id: UUID,
    step: str,
    problem: str = "",
    status: int = 200,
    day: DayTyped | None = None,
) -> HttpResponse:
    asked = _asked(conversation_id, step)
    at = asked.index(step)
    context = {
        "page_name": step,
        "step": step,
        "before": asked[at - 1] if at else "",
        "following": asked[at + 1] if at + 1 < len(asked) else "",
        "line": _line(at, len(asked)),
        "icons": ICONS,
        "pictures": PICTURES,
        "parts": list(PARTS),
        "problem": problem,
        "typed": request.POST.get("phone", "") if problem else "",
        "clocks": _clocks(desk_of_story(conversation_id)) if step == "answer" else [],
        "chosen_clock": request.POST.get("clock", "") if problem else "",
        "chosen_times": request.POST.getlist("times") if problem else [],
        "longest": LONGEST_LINE,
        "day": day,
        "typed_place": request.POST.get("place", "") if problem else "",
    }
    return show(request, f"more_{step}", context, status=status)


def _clocks(desk_id: UUID) -> list[tuple[str, time]]:
    """What a clock may show now where she is: first that of the desk, then from the earliest to the latest."""
    now = clock.now()
    here = now.astimezone(ZoneInfo(network.desk(desk_id).time_zone))
    elsewhere = {str(ahead): now.astimezone(zone_of(ahead, "")) for ahead in CLOCKS}
    others = ((code, there.time()) for code, there in elsewhere.items() if there.utcoffset() != here.utcoffset())
    return [("", here.time()), *others]


def _keep(request: WorkerRequest, conversation_id: UUID, step: str) -> None:
    if step == "word":
        _keep_word(request, conversation_id)
        return
    given = _given(request, step)
    if step == "where":
        given.update(_day_given(request, conversation_id))
    if given:
        services.set_details(conversation_id=conversation_id, **given)


def _given(request: WorkerRequest, step: str) -> Details:
    """The answer of one page; empty when she said nothing."""
    posted = request.POST
    if step == "about" and posted.get("about") in ("me", "other"):
        return {"about_someone_else": posted["about"] == "other"}
    if step == "what" and posted.get("icon") in ICONS:
        return {"icon": posted["icon"]}
    if step == "where" and posted.get("place", "").strip():
        return {"place": posted["place"][:LONGEST_LINE]}
    if step == "answer" and posted.get("answer") == "phone":
        times, named = posted.getlist("times"), posted.get("clock", "")
        ahead = int(named) if named.isascii() and named.isdecimal() and len(named) < 4 else None
        return {"phone": posted.get("phone", "")[:LONGEST_LINE], "safe_times": times, "clock": ahead}
    if step == "tell" and posted.get("tell"):
        return {"tell": posted["tell"]}
    return {}


def _day_given(request: WorkerRequest, conversation_id: UUID) -> Details:
    """When it happened, read in her calendar; what cannot be read is kept as she wrote it. Raises _WhichDay."""
    day = day_typed(request, desk_of_story(conversation_id))
    if day.choices:
        raise _WhichDay(day)
    return {"when": day.kept} if day.kept else {}


def _keep_word(request: WorkerRequest, conversation_id: UUID) -> None:
    word = request.POST.get("word", "").strip()[:LONGEST_LINE]
    picture = request.POST.get("picture", "")
    draft = request.visit.draft
    if word or picture in PICTURES:
        services.choose_word(
            conversation_id=conversation_id,
            word=word or f"picture:{picture}",
            knows_former=draft is not None and (draft.word_given or not draft.returned),
        )


def _asked(conversation_id: UUID, now: str = "") -> list[str]:
    """The questions of this visit: not what is known already, but always the one she is looking at."""
    icon, place_known = details(conversation_id)
    known = {"what"} if icon else set()
    if place_known:
        known.add("where")
    return [step for step in STEPS if step not in known or step == now]


def _following(conversation_id: UUID, step: str) -> str:
    asked = _asked(conversation_id, step)
    at = asked.index(step)
    return asked[at + 1] if at + 1 < len(asked) else ""


def _line(at: int, questions: int) -> list[dict[str, str]]:
    """Her progress; a phone has room for five circles, so the last two questions may share one."""
    circles = min(questions, MOST_CIRCLES)
    return [{"label": "", "state": _state(number, min(at, circles - 1))} for number in range(circles)]


def _state(number: int, at: int) -> str:
    if number == at:
        return "now"
    return "done" if number < at else "next"
