"""Files for the user to keep, made from a page's state: one HTML file with live sliders, and a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from orgsim.app.asking import check_size
from orgsim.app.body import read_body
from orgsim.app.pool import Pool


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

    study = report_of(state, notes).study
    check_size(study.organization, study.design, scenarios=len(study.scenarios))
    return report_pdf(state, notes)


async def _file(request: Request, make: Callable[[Any, Any], bytes], kind: str, ending: str) -> Response:
    body = await read_body(request, ("state", "notes"))
    pool: Pool = request.app.state.pool
    content = await pool.run(lambda: make(body.get("state"), body.get("notes")))
    headers = {"Content-Disposition": f'attachment; filename="orgsim.{ending}"'}
    return Response(content, headers=headers, media_type=kind)
