"""What serves the page: the model's hash and version, and where results lie."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

import orgsim
from orgsim.app.plain import answer
from orgsim.provenance import model_hash


async def about(request: Request) -> JSONResponse:
    """`GET /api/about`."""
    results = str(request.app.state.results)
    return answer({"model": model_hash(), "version": orgsim.__version__, "results": results})
