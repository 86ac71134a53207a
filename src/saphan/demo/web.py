"""The demo's time bar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from saphan.demo import passing


@csrf_exempt  # worker pages carry no token, and there is nothing here but a demo's clock
@require_POST
def let_pass(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock and go back to the page that asked. There is no such address outside a demo."""
    try:
        passing.let_pass(int(request.POST.get("days", "")))
    except (passing.OnlyInADemo, ValueError):
        raise Http404 from None
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Only a path of ours: a demo must not send anybody elsewhere."""
    wanted = request.POST.get("back", "")
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"
