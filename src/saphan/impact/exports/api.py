"""The released numbers for other people's dashboards, version 1: three questions and their description.

Nobody needs a key, nothing is written, and nothing is read that was not let out. No cookie, no session, no page.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from pydantic import BaseModel

from saphan.impact import selectors
from saphan.impact.exports import answers, dictionary, files, problems, rows, shapes, web
from saphan.impact.exports.licences import licence
from saphan.impact.exports.rows import TOO_FEW, YES, Row
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition
from saphan.voice.problems import PROBLEM_JSON, Kind, Wrong, answer
from saphan.voice.reports import FieldProblem, Problem
from saphan.voice.wrong_keys import Budget

QUESTIONS = Budget(1200)  # a minute, of each process; not by address: a university has one
REFUSED = (problems.WRONG_QUESTION, problems.NO_SUCH_EDITION, problems.TOO_MANY, problems.AWAY, problems.BROKEN)

log = logging.getLogger("saphan.api")


class Described(NinjaAPI):
    """Says that problems come as problem+json."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for status, response in path["get"]["responses"].items():
                if int(status) >= 400:
                    response["content"] = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        return schema


api = Described(
    title="Saphan: released numbers",
    version="1",
    description="What was let out of the indicators, for dashboards. Open to all, without a key; keep it by its ETag.",
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="public-api",
)


@api.exception_handler(Wrong)
def wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    return _refused(error.kind, error.errors)


@api.exception_handler(ValidationError)
def wrong_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which parameter; never what was sent."""
    found = {str(one["loc"][-1]) for one in error.errors}
    told = [
        FieldProblem(pointer=f"/{name}", detail="This is not in the form that /api/ names.") for name in sorted(found)
    ]
    return _refused(problems.WRONG_QUESTION, tuple(told))


@api.exception_handler(DatabaseError)
def database_away(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    return _refused(problems.AWAY)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("public api: %s", type(error).__name__)
    return _refused(problems.BROKEN)


def responses(shape: type[BaseModel]) -> dict[int, Any]:
    return {200: shape, **{kind.status: Problem for kind in REFUSED}}


@api.get("/editions", response=responses(shapes.Editions), operation_id="editions", summary="Every edition")
def editions(request: HttpRequest) -> HttpResponse:
    told = [_edition(one) for one in web.listed()]
    return _told(request, shapes.Editions(editions=told), _newest_version(told))


@api.get("/figures", response=responses(shapes.Figures), operation_id="figures", summary="Numbers of one edition")
def figures(
    request: HttpRequest,
    indicator: Query[shapes.IndicatorId | None] = None,
    code: Query[shapes.Code | None] = None,
    period: Query[shapes.Period | None] = None,
    edition: Query[shapes.Version | None] = None,
) -> HttpResponse:
    """All, or those of an indicator, a code, a period; of the newest edition unless another is named."""
    if indicator is not None and indicator not in shapes.IDS:
        raise Wrong(
            problems.WRONG_QUESTION, FieldProblem(pointer="/indicator", detail="See /indicators for their ids.")
        )
    found = _chosen(edition)
    wanted = (("indicator", indicator), ("code", code), ("period", period))
    kept = _those(rows.rows_of(found), wanted) if found else []
    told = shapes.Figures(
        edition=found.version if found else None,
        month=_month(found) if found else None,
        made_on=found.made_on if found else None,
        licence=licence().name,
        figures=kept,
    )
    return _told(request, told, found.version if found else 0)


@api.get("/indicators", response=responses(shapes.Indicators), operation_id="indicators", summary="What they mean")
def indicators(request: HttpRequest) -> HttpResponse:
    known = [shapes.IndicatorShown(**one) for one in dictionary.indicators()]
    return _told(request, shapes.Indicators(edition=catalogue().edition, indicators=known), catalogue().edition)


@api.get("/counters", response=responses(shapes.Counters), operation_id="counters", summary="The five counters")
def counters(request: HttpRequest) -> HttpResponse:
    page = selectors.public_page()
    told = shapes.Counters(published_on=page.published_on, counters=list(_counted(page)))
    return _told(request, told, 0)


def _told(request: HttpRequest, content: BaseModel, edition: int) -> HttpResponse:
    if not QUESTIONS.may_be_told():
        raise Wrong(problems.TOO_MANY)
    response = answers.released(request, content.model_dump_json().encode(), "application/json", edition=edition)
    return answers.packed(request, response)


def _refused(kind: Kind, errors: tuple[FieldProblem, ...] = ()) -> HttpResponse:
    response = answer(kind, errors)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _chosen(version: int | None) -> Edition | None:
    if version is None:
        return reading.newest()
    found = next((one for one in reading.editions() if one.version == version), None)
    if found is None:
        raise Wrong(problems.NO_SUCH_EDITION)
    return found


def _those(every: Iterable[Row], wanted: Iterable[tuple[str, str | None]]) -> list[shapes.FigureShown]:
    asked = [(name, value) for name, value in wanted if value is not None]
    kept = (row for row in every if all(getattr(row, name) == value for name, value in asked))
    return [shapes.FigureShown.model_validate(row, from_attributes=True) for row in kept]


def _edition(one: web.Listed) -> shapes.EditionShown:
    edition = one.edition
    at = f"{settings.SAPHAN_ADDRESS}/public/data/{edition.version}"
    return shapes.EditionShown(
        version=edition.version,
        month=_month(edition),
        made_on=edition.made_on,
        corrects=one.corrects,
        downloads={
            **{form: f"{at}/figures.{form}" for form in files.forms()},
            "dictionary": f"{at}/{web.PACKAGE}",
        },
    )


def _counted(page: selectors.PublicPage) -> Iterable[shapes.CounterShown]:
    for counter in page.counters:
        for figure in counter.figures:
            for bar in figure.bars:
                yield shapes.CounterShown(
                    counter=counter.counter.code,
                    indicator=figure.indicator.code,
                    currency=figure.currency,
                    month=bar.month.strftime("%Y-%m"),
                    value=bar.value,
                    shown=YES if bar.value is not None else TOO_FEW,
                )


def _month(edition: Edition) -> str:
    return edition.month.strftime("%Y-%m")


def _newest_version(told: list[shapes.EditionShown]) -> int:
    return told[0].version if told else 0
