"""Explore a sweep: what lies under the results, and what can be seen in one of its sweeps."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from orgsim.app import folders, limits, points, views
from orgsim.app.plain import answer, plain
from orgsim.app.pool import Pool
from orgsim.app.query import RequestQuery
from orgsim.app.sweep_samples import factors, scalars
from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.model.parameters import Number
from orgsim.spec.values import fault, name_fault
from orgsim.sweeps.sweep_results import open_sweep

#: Failures that a sweep is shown with.
_FAILURES = 20
_STATISTICS = ("mean", "std", "median", "min", "max")
_CONFIDENCE = Number(0.5, 0.999, "share", "how sure intervals and borders are")
_LIMIT = Number(1, limits.ROWS, "rows", "rows of a table", whole=True)
_THRESHOLD = Number(-1e12, 1e12, "the outcome's unit", "what an outcome is above or below")


_NO_SWEEP = {"kind": "folder", "state": "damaged", "message": "this is no folder of a sweep", "command": None}


async def shelf(request: Request) -> JSONResponse:
    """`GET /api/sweeps`: every sweep and run under the results."""
    RequestQuery(request, ())
    results: Path = request.app.state.results
    return await _seen(request, lambda: {"results": str(results), "sweeps": folders.shelf(results)})


async def sweep(request: Request) -> JSONResponse:
    """`GET /api/sweeps/{name}`: how it stands, what was varied, what was measured, what failed."""
    RequestQuery(request, ())
    folder = _folder(request)
    return await _seen(request, lambda: _sweep(folder))


async def table(request: Request) -> JSONResponse:
    """`GET …/table?columns=a,b&statistic=mean&limit=200`: a row for each point."""
    query, folder = RequestQuery(request, ("columns", "statistic", "limit")), _folder(request)
    statistic = query.text("statistic", "mean")
    if statistic not in _STATISTICS:
        raise ConfigurationError(name_fault("statistic", statistic, _STATISTICS))
    columns, limit = query.names("columns"), query.whole("limit", _LIMIT, 200)
    return await _seen(request, lambda: views.points(folder, columns, statistic, limit=limit))


async def grid(request: Request) -> JSONResponse:
    """`GET …/grid?x=&y=&value=`: an outcome over two factors."""
    query, folder = RequestQuery(request, ("x", "y", "value", "only", "confidence")), _folder(request)
    x, y, value, only = query.text("x"), query.text("y"), query.text("value"), query.texts("only")
    confidence = query.number("confidence", _CONFIDENCE, 0.95)
    return await _seen(request, lambda: views.grid(folder, only, x, y=y, value=value, confidence=confidence))


async def phases(request: Request) -> JSONResponse:
    """`GET …/phases?x=&y=&where=…`: which class of run wins where; `where` once for each class."""
    query, folder = RequestQuery(request, ("x", "y", "where", "only", "confidence")), _folder(request)
    x, y, where, only = query.text("x"), query.text("y"), query.texts("where"), query.texts("only")
    if not where:
        raise ConfigurationError(fault("where", "???", "a condition, such as plateau_declared > .5"))
    confidence = query.number("confidence", _CONFIDENCE, 0.95)
    return await _seen(request, lambda: views.phases(folder, only, x, y=y, where=where, confidence=confidence))


async def sensitivity(request: Request) -> JSONResponse:
    """`GET …/sensitivity?value=`: which factors matter."""
    query, folder = RequestQuery(request, ("value", "method", "only")), _folder(request)
    value, method, only = query.text("value"), query.text("method", "auto"), query.texts("only")
    return await _seen(request, lambda: views.sensitivity(folder, only, value, method=method))


async def boxes(request: Request) -> JSONResponse:
    """`GET …/boxes?value=&above=` (or `below=`, or `where=` in full): under which conditions something happens."""
    query, folder = RequestQuery(request, ("value", "above", "below", "where", "only")), _folder(request)
    where, only = _condition(query), query.texts("only")
    return await _seen(request, lambda: views.boxes(folder, only, where))


async def point(request: Request) -> JSONResponse:
    """`GET …/point/{point}?replication=`: exactly that run, for the simulator."""
    query, folder, number = RequestQuery(request, ("replication",)), _folder(request), request.path_params["point"]
    replication = query.text("replication") if query.has("replication") else None
    return await _seen(request, lambda: points.point(folder, number, replication))


def _sweep(folder: Path) -> dict[str, Any]:
    """A sweep's row with its factors, scalars and failures; those are empty where it cannot be read."""
    about = folders.row(folder, inf) or {**_NO_SWEEP, "name": folder.name}
    found: dict[str, Any] = {"factors": [], "scalars": scalars(), "failures": [], "check": folders.check_command(folder)}
    if about["kind"] != "sweep" or about.get("points") is None:
        return {**about, **found}
    try:
        with folders.reading(folder):
            found |= plain(_inside(folder))
    except OrgsimError as error:
        about = {**about, "state": "damaged", "message": str(error)}
    return {**about, **found}


def _inside(folder: Path) -> dict[str, Any]:
    """What the sweep is made of."""
    opened, contents = folders.opened(folder)
    shared = opened.frozen.shared
    return {
        "factors": factors(open_sweep(folder)),
        "failures": [_failure(each) for each in list(contents.failures.values())[:_FAILURES]],
        "replications": opened.frozen.replications,
        "method": opened.sweep.sampling.method,
        **{name: shared[name] for name in ("weeks", "seed", "first", "common", "keep", "model_hash")},
    }


def _failure(failure: Any) -> dict[str, Any]:
    shown = [
        {"point": each.point, "values": {**each.choices, **each.values}, "error": each.error} for each in failure.points[:5]
    ]
    return {"reason": failure.reason, "runs": failure.runs, "points": shown}


def _condition(query: RequestQuery) -> str:
    """The condition that an address asks about."""
    given = [name for name in ("above", "below", "where") if query.has(name)]
    if len(given) != 1:
        raise ConfigurationError("above: give one of above, below (each with value) and where")
    if given[0] == "where":
        return query.text("where")
    sign = ">" if given[0] == "above" else "<"
    return f"{query.text('value')} {sign} {query.number(given[0], _THRESHOLD):g}"


def _folder(request: Request) -> Path:
    return folders.folder_of(request.app.state.results, request.path_params["name"])


async def _seen(request: Request, look: Callable[[], dict[str, Any]]) -> JSONResponse:
    """What looking gives, in a thread: it reads files and may take its time."""
    pool: Pool = request.app.state.pool
    return await pool.run(lambda: answer(look()))
