"""A partner says whether it may be named; a lead sees who said what. Thin views."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saphan.impact.dashboard import naming
from saphan.impact.dashboard.by_name import kept, promises
from saphan.impact.dashboard.promising import of_partner
from saphan.network.doors import DeskRequest, PartnerRequest, desk_page, partner_page

ANSWERS = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def may_we_name_you(request: PartnerRequest) -> HttpResponse:
    said = ANSWERS.get(request.POST.get("named", ""))
    if said is not None:
        naming.say_whether_named(agreed=said, by=request.caller)
        return redirect("impact:naming")
    word, missing = naming.word_of(request.caller), request.method == "POST"
    own = of_partner(word.organisation_id, word.name) if word and word.agreed else None
    shown = {"promises": promises(own), "kept": kept(own)} if own else None
    context = {"word": word, "own": shown, "missing": missing}
    return render(request, "impact/dashboard/desk_naming.html", context, status=422 if missing else 200)


@require_safe
@desk_page("lead")
def who_may_be_named(request: DeskRequest) -> HttpResponse:
    return render(request, "impact/dashboard/desk_named.html", {"words": naming.all_words(request.caller)})
