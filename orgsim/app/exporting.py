"""Files for the user to keep, made from a page's state: one HTML file with live sliders, and a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from orgsim.app import limits
from orgsim.app.body import read_body
from orgsim.app.pool import ALONE, Pool
from orgsim.errors import ConfigurationError
from orgsim.spec.study import Study


async def html(request: Request) -> Response:
    """`POST /api/export/html {state, notes}`."""
    return await _file(request, _html, "text/html; charset=utf-8", "html")


async def pdf(request: Request) -> Response:
    """`POST /api/export/pdf {state, notes}`."""
    return await _file(request, _pdf, "application/pdf", "pdf")


def _html(state: Any, notes: Any) -> bytes:
    from orgsim.export import page

    return page(state, notes).encode()


def _pdf(state: Any, notes: Any) -> bytes:
    """Simulates, and so within limits."""
    from orgsim.export import report_pdf
    from orgsim.export.report import report_of

    _check_size(report_of(state, notes).study)
    return report_pdf(state, notes)


def _check_size(study: Study) -> None:
    """Raise ConfigurationError where a study is more than one answer may cost."""
    people, design = len(study.organization), study.design
    hint = "ask for fewer people or weeks; the command line has no limits"
    if people > limits.PEOPLE:
        raise ConfigurationError(f"organization: {people:,} people; at most {limits.PEOPLE:,} are simulated here; {hint}")
    if people * design.weeks * design.replications * len(study.scenarios) > limits.PERSON_WEEKS:
        raise ConfigurationError(f"weeks={design.weeks}: with {people:,} people it is too much to ask at once; {hint}")


async def _file(request: Request, make: Callable[[Any, Any], bytes], kind: str, ending: str) -> Response:
    body = await read_body(request, ("state", "notes"))
    pool: Pool = request.app.state.pool

    def made() -> bytes:
        with ALONE:
            return make(body.get("state"), body.get("notes"))

    content = await pool.run(made)
    headers = {"Content-Disposition": f'attachment; filename="orgsim.{ending}"'}
    return Response(content, headers=headers, media_type=kind)
