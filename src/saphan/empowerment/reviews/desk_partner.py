"""The company's page: what everybody reads of it, and its right of reply. Thin view."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from saphan.empowerment.reviews import replying
from saphan.empowerment.reviews.desk_words import REASONS, REPLY_STATES, refused
from saphan.empowerment.reviews.words import fact_lines, score_lines
from saphan.network.doors import PartnerRequest, partner_page
from saphan.store.refusals import Refusal
from saphan.web.once import once_of


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def said_of_us(request: PartnerRequest) -> HttpResponse:
    problem = ""
    once = once_of(request) if request.method == "POST" else None
    if once is not None:
        try:
            text = request.POST.get("text", "")
            replying.reply(text=text, language=request.member.language, once=once, by=request.caller)
            return redirect("empowerment:said_of_us")
        except Refusal as refusal:
            problem = refused(refusal)
    said = replying.what_is_read(request.caller)
    context = {
        "said": said,
        "facts": fact_lines(said.facts) if said else (),
        "scores": score_lines(said.scores) if said else (),
        "replies": [
            (one, REPLY_STATES[one.state], REASONS.get(one.reason, "")) for one in replying.replies(request.caller)
        ],
        "typed": request.POST.get("text", "") if problem else "",
        "problem": problem,
    }
    return render(request, "empowerment/desk/said_of_us.html", context, status=409 if problem else 200)
