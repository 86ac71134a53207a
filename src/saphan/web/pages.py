"""How the house looks, on one page; for whoever builds pages, in a demo database only."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.web.bridge import BridgeStep
from saphan.web.icons import DRAWINGS
from saphan.web.language_names import NAMES

TEMPLATES = {"desk": "web/style.html", "worker": "web/style_worker.html"}
STEPS = (
    BridgeStep("received", "done", date(2026, 3, 2)),
    BridgeStep("checked", "done", date(2026, 3, 12)),
    BridgeStep("shared", "now", date(2026, 3, 19)),
    BridgeStep("agreed", "next"),
    BridgeStep("remedied", "next"),
)
TILES = (
    *(("pay", "My pay"), ("hours", "Too many hours"), ("papers", "My papers"), ("fees", "Fees or debt")),
    *(("hurt", "Someone hurt me"), ("unsafe", "It is not safe")),
    *(("ask", "I only want to ask"), ("other", "Something else")),
)


class Sample(forms.Form):
    """One of each kind of field, two of them refused."""

    place = forms.CharField(label="Where did it happen?", help_text="A name, a street, or what others call it.")
    phone = forms.CharField(label="A number we may ring", required=False)
    told = forms.ChoiceField(
        label="May anyone else be told?", choices=[("no", "Nobody"), ("ask", "Ask me first")], widget=forms.RadioSelect
    )
    proof = forms.BooleanField(label="Keep the photo as proof", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("pay", "Pay"), ("hours", "Hours")])


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the look; 404 outside a demo database."""
    part = request.GET.get("part", "desk")
    if not settings.SAPHAN_DEMO or part not in TEMPLATES:
        raise Http404
    return render(request, TEMPLATES[part], sample(request.GET.get("look", "")))


def sample(look: str) -> dict[str, object]:
    return {
        "icons": list(DRAWINGS),
        "steps": STEPS,
        "tiles": TILES,
        "names": NAMES.items(),
        "form": Sample({"told": "ask", "kind": "pay"}),
        "page_name": "style",
        "look": look if look in {"light", "dark"} else "",
    }
