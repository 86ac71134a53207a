"""What makes a form count once: an id that its page made, and that becomes the id of what the form adds."""

from uuid import UUID, uuid5

from django.http import HttpRequest

UNLIKE = ("csrfmiddlewaretoken", "once")


def once_of(request: HttpRequest) -> UUID | None:
    """The same id for the same form with the same content; None when it came without one (`{% once %}`).

    Other content is another send: somebody went back and wrote something else.
    """
    try:
        made = UUID(request.POST.get("once", ""))
    except ValueError:
        return None
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in UNLIKE]
    files = [(file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    return uuid5(made, repr((request.path, typed, files)))
