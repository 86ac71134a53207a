"""Whom to go with: a search in any script, and what is known of one organisation. Thin views, no JavaScript.

What she looks for comes in a form, so that it stands in no address and in no log.
"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from saphan.empowerment.directory import extract, selectors
from saphan.empowerment.pages import show_page
from saphan.empowerment.reviews.criteria import EMPLOYER
from saphan.empowerment.reviews.selectors import published
from saphan.empowerment.reviews.words import fact_lines, score_lines
from saphan.empowerment.showing import show_hers
from saphan.network.reach.selectors import told_to_all
from saphan.store import clock
from saphan.voice.pages.visits import WorkerRequest, stays, worker_page
from saphan.web.templatetags.house import number

LONGEST = 200
PARTS = {"recruiter": _("Recruiters"), "employer": _("Employers"), "provider": _("Who helps")}


@require_http_methods(["GET", "HEAD", "POST"])
@worker_page
def who(request: WorkerRequest) -> HttpResponse:
    """GET: the question. POST: who is like what was typed; it writes nothing, so any form may ask."""
    typed = request.POST.get("name", "")[:LONGEST].strip()
    found = selectors.search(typed) if typed else ()
    return show_hers(request, "directory/who", {"typed": typed, "found": found})


@require_safe
@worker_page
def short_list(request: WorkerRequest, part: str) -> HttpResponse:
    """The part of the directory that also goes into a phone's pack: the same for everybody, and of which month."""
    if part not in extract.PARTS:
        raise Http404
    context = {
        "part": part,
        "parts": [(code, PARTS[code]) for code in extract.PARTS],
        "known": extract.extract(request.language, part),
        "month": clock.today().replace(day=1),
    }
    return show_page(request, "directory/list", context)


@require_safe
@worker_page
def one(request: WorkerRequest, organisation_id: UUID) -> HttpResponse:
    """Facts with their source first, then what people say, or that nobody knows.

    Of an employer nobody reads whether we were there: a manager could look for who spoke to us.
    """
    entry = selectors.entry(organisation_id)
    if entry is None:
        raise Http404
    in_her_story = request.visit.conversation_id is not None and stays(request)
    said = published([entry.id], in_her_story=in_her_story).get(entry.id)
    context = {
        "entry": entry,
        "met": None if entry.group == EMPLOYER else told_to_all(entry.id),
        "said": said,
        "facts": fact_lines(said.facts) if said else (),
        "scores": score_lines(said.scores) if said else (),
        "about": f"≈ {number(said.people)}" if said else "",
        "at_least": f"≥ {number(said.verified)}" if said else "",
        "comments": [one.get(request.language) or one.get("en", "") for one in said.comments] if said else (),
    }
    return show_hers(request, "directory/one", context)
