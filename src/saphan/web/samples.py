"""Where a sentence stands, drawn for whoever reviews its translation: the page itself, without anybody's data.

Dots stand for what a page would know. Of several ways on which a page can go, the one with the sentence is taken; what
is only in a program's list is shown among its neighbours. Nothing is looked up but templates.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from django.template import Engine
from django.template.backends.django import get_installed_libraries
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from saphan.web.context import TALL_SCRIPTS
from saphan.web.marked import Place, places_of
from saphan.web.templatetags.samples import OPEN, SHUT, Sampled, tolerant

NEIGHBOURS = 4  # before and after, of a list
HOUSE, OURS = "saphan.web.templatetags.house", "saphan.web.templatetags.samples"
BUILT_IN = ("django.templatetags.i18n", "django.templatetags.static", HOUSE, OURS)
NOTHING = {"base": "web/worker.html"} | dict.fromkeys(
    ("demo", "problem", "remark", "look", "page_name", "csrf_token", "head_extra"), ""
)


def excerpt(room: Path, words: str, language: str) -> str:
    """A whole page on which these English words of a room stand, in this language, marked.

    Words that are only read aloud stand among their neighbours. Raises KeyError for words that stand nowhere.
    """
    places = places_of(room)[words]
    with override(language):
        drawn = (_drawn(place, language) for place in places if place.file.suffix == ".html")
        return next(filter(None, drawn), None) or _in_a_list(room, places[0], language)


def _drawn(place: Place, language: str) -> str | None:
    """The page with the sentence marked, or None when it does not stand on it for eyes to see."""
    name = place.file.as_posix().partition("/templates/")[2]
    context = Sampled({**NOTHING, "language": language, "lang": language, "tall_script": language in TALL_SCRIPTS})
    context.words = place.words
    try:
        page = str(engine().get_template(name).render(context))
    except (TypeError, ValueError, AttributeError, KeyError, TemplateDoesNotExist):
        return None
    page = re.sub(r"<[^>]*>", lambda tag: tag.group().replace(OPEN, "").replace(SHUT, ""), page)
    if OPEN not in page:
        return None
    marked = page.replace(OPEN, "<mark>").replace(SHUT, "</mark>")
    return _with_our_sheet(marked) if "<html" in marked else _whole(mark_safe(marked), place, language)


def _in_a_list(room: Path, place: Place, language: str) -> str:
    lines = SafeString("").join(_lines(room, place))
    return _whole(mark_safe(f"<ul>{lines}</ul>"), place, language)


def _lines(room: Path, place: Place) -> Iterator[SafeString]:
    """The sentence among those that stand beside it in the same file."""
    beside = sorted({one for each in places_of(room).values() for one in each if one.file == place.file})
    at = beside.index(place)
    for one in beside[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]:
        said = escape(gettext(one.words))
        yield mark_safe(f"<li><mark>{said}</mark></li>" if one == place else f"<li>{said}</li>")


def _whole(inside: SafeString, place: Place, language: str) -> str:
    is_hers = "voice" in place.file.parts or place.file.name == "to_her.py"
    context = {"inside": inside, "language": language, "tall": language in TALL_SCRIPTS, "is_hers": is_hers}
    return render_to_string("web/sample.html", context)


def _with_our_sheet(page: str) -> str:
    sheet = render_to_string("web/parts/sample_sheet.html")
    return page.replace("</head>", f"{sheet}</head>", 1)


@cache
def engine() -> Engine:
    """Reads the house's own templates with tags that need no data."""
    made = Engine(
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
        libraries=get_installed_libraries(),
        builtins=list(BUILT_IN),
    )
    made.template_builtins = [*map(tolerant, made.template_builtins[:-1]), import_module(OURS).register]
    made.template_libraries = {name: tolerant(each) for name, each in made.template_libraries.items()}
    return made
