"""Open data: the page that lists every edition, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saphan.impact.caching import same_for_all
from saphan.impact.exports import answers, dictionary, files, reports
from saphan.impact.exports.licences import licence
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition
from saphan.impact.selectors import LEAST

PACKAGE = "datapackage.json"
NAMES = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class Listed:
    """corrects: the version of the same month that it takes the place of."""

    edition: Edition
    corrects: int | None
    shown: int


@same_for_all()
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    told = {
        "editions": list(listed()),
        "forms": [(form, NAMES[form]) for form in files.forms()],
        "licence": licence(),
        "least": LEAST,
        "reports": reports.listed(),
    }
    return render(request, "impact/exports/data.html", told)


@require_safe
def download(request: HttpRequest, version: int, file: str) -> HttpResponse:
    """One file of one edition. A version stays as it is, so it may be kept."""
    form = _form(file)
    if form == "parquet" and not files.has_parquet():
        return HttpResponse(_("Parquet is not offered here. Take CSV or JSON."), content_type="text/plain", status=404)
    edition = next((one for one in reading.editions() if one.version == version), None)
    if edition is None:
        raise Http404
    content, kind = _file(edition, form)
    name = f"saphan-{version}-{file}"
    return answers.released(request, content, kind, edition=version, keep=answers.STANDS, name=name)


@require_safe
def report(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """The annual report as it was made. Nothing is made here."""
    found = reports.kept(year, language)
    if found is None:
        raise Http404
    name = f"saphan-report-{year}-{language}.pdf"
    return answers.released(request, bytes(found.content), "application/pdf", edition=found.edition, name=name)


def listed() -> Iterator[Listed]:
    """Every edition, the newest first."""
    every = reading.editions()
    for at, edition in enumerate(every):
        before = every[at + 1] if at + 1 < len(every) else None
        corrects = before.version if before and before.month == edition.month else None
        yield Listed(edition, corrects, sum(figure.value is not None for figure in edition.figures.values()))


def _form(file: str) -> str:
    if file == PACKAGE:
        return PACKAGE
    name, _dot, form = file.partition(".")
    if name != "figures" or form not in files.WRITERS:
        raise Http404
    return form


def _file(edition: Edition, form: str) -> tuple[bytes, str]:
    if form == PACKAGE:
        return files.dumped(dictionary.package(edition, files.forms())), dictionary.FILES["json"]
    kind = dictionary.FILES[form]
    return files.written(edition, form), f"{kind}; charset=utf-8" if form == "csv" else kind
