"""What serves the page: the model's hash and version, where results lie, and how much may be asked for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

import orgsim
from orgsim.app import limits
from orgsim.provenance import model_hash


async def about(request: Request) -> JSONResponse:
    """`GET /api/about`."""
    return JSONResponse(
        {
            "model": model_hash(),
            "version": orgsim.__version__,
            "results": str(request.app.state.results),
            "limits": {
                "body": limits.BODY,
                "people": limits.PEOPLE,
                "weeks": limits.WEEKS.high,
                "replications": limits.REPLICATIONS.high,
                "person_weeks": limits.PERSON_WEEKS,
            },
        }
    )
